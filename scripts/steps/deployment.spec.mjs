import { readFileSync } from 'node:fs';
import path from 'node:path';

const read = (file) => readFileSync(path.join(__dirname, '../..', file), 'utf8');

describe('deployment', () => {
  it('runs the image of this version on Kubernetes, not whichever is newest', () => {
    const { version } = JSON.parse(read('package.json'));
    expect(/newTag: (.*)/.exec(read('k8s/base/kustomization.yaml'))?.[1]).toBe(version);
  });

  it('gives the gateway longer to tell whether it is ready than it takes', () => {
    expect(read('k8s/base/gateway.yaml')).toMatch(
      /readinessProbe:\n.*\/health\/ready.*\n +timeoutSeconds: 3\n/,
    );
  });

  it('watches every service on the port that the settings say', () => {
    const port = /ECOBE_PROBE_PORT=(\d+)/.exec(read('k8s/base/kustomization.yaml'))?.[1];
    expect(port).toMatch(/^\d+$/);
    for (const service of ['routing', 'forecasting', 'ingestion', 'credits', 'dekes']) {
      const manifest = read(`k8s/base/${service}.yaml`);
      expect(manifest).toContain(`{ name: probes, containerPort: ${port} }`);
      expect(manifest).toContain(`prometheus.io/port: '${port}'`);
      expect(manifest).toMatch(/livenessProbe:\n.*\/health\/live, port: probes/);
      expect(manifest).toMatch(/readinessProbe:\n.*\/health\/ready, port: probes.*\n +timeoutSeconds: 3\n/);
    }
  });

  it('passes every setting of .env into the container, and starts what ended again', () => {
    const compose = read('docker-compose.yml');
    expect(compose).toMatch(/env_file: \[\{ path: \.env, required: false \}\]/);
    expect(compose.match(/restart: unless-stopped/g)).toHaveLength(3);
  });
});
