import type { FastifyInstance } from 'fastify';

interface Route {
  methods: string[];
  path: RegExp;
}

const asPattern = (template: string): RegExp => {
  const parts = template.split('/').map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
};

/** Remembers what is served, so that a wrong method is answered 405 with `Allow` instead of 404. */
export class RouteTable {
  private readonly routes: Route[] = [];

  /** Must watch before any route is added. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      if (url !== '*') this.routes.push({ methods: [method].flat(), path: asPattern(url) });
    });
  }

  /** Methods under which `path` is served, sorted; none if it is unknown. */
  methodsOf(path: string): string[] {
    const methods = this.routes.filter((route) => route.path.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  }
}
