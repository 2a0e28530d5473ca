import { createHash, timingSafeEqual } from 'node:crypto';
import { ProblemError } from '@ecobe/contracts';
import { SETTINGS } from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const BEARER = /^Bearer +(\S+) *$/i;

/** Equal lengths whatever was sent, so that the comparison tells nothing by its time. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets calls of DEKES in: all of them while DEKES_API_KEY is not set, else those that carry it. */
@Injectable()
export class DekesKeyGuard implements CanActivate {
  private readonly wanted: Buffer | null;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'DEKES_API_KEY'>) {
    this.wanted = settings.DEKES_API_KEY === undefined ? null : digest(settings.DEKES_API_KEY);
  }

  /** @throws ProblemError 401 `UNAUTHENTICATED` */
  canActivate(context: ExecutionContext): boolean {
    if (this.wanted === null) return true;
    const http = context.switchToHttp();
    const given = BEARER.exec(http.getRequest<FastifyRequest>().headers.authorization ?? '')?.[1] ?? '';
    if (timingSafeEqual(digest(given), this.wanted)) return true;
    http.getResponse<FastifyReply>().header('www-authenticate', 'Bearer realm="dekes"');
    throw new ProblemError({
      status: 401,
      code: 'UNAUTHENTICATED',
      title: 'Unauthenticated',
      detail: 'Calls of DEKES carry Authorization: Bearer and the DEKES_API_KEY of this installation.',
    });
  }
}
