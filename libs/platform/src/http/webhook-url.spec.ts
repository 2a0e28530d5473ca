import { webhookUrlFault } from './webhook-url';

const strict = { allowsPrivate: false };
const open = { allowsPrivate: true };

describe('webhookUrlFault', () => {
  it.each([
    'https://hooks.example.com/a?b=c',
    'https://example.com:8443/x',
    'https://example.com:1/',
    'https://example.com:65535/',
    'https://93.184.216.34/',
    'https://[2606:4700::1111]/',
  ])('lets %s pass', (url) => {
    expect(webhookUrlFault(url, strict)).toBeNull();
  });

  it.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'not a url',
    'https://example.com:65536/',
    'https://127.0.0.1:443/',
    'https://user:pass@example.com/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://db.internal/',
    'https://metadata.google.internal/computeMetadata/v1/',
    'https://intranet/',
    'https://printer.local/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.31.255.255/',
    'https://192.168.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://①②⑦.⓪.⓪.①/',
    `https://example.com/${'a'.repeat(2_000)}`,
  ])('refuses %s', (url) => {
    expect(webhookUrlFault(url, strict)).not.toBeNull();
  });

  it('lets the own network pass where that is set, but never a password', () => {
    expect(webhookUrlFault('http://127.0.0.1:4000/run', open)).toBeNull();
    expect(webhookUrlFault('http://a:b@127.0.0.1/', open)).toContain('password');
    expect(webhookUrlFault('gopher://127.0.0.1/', open)).toContain('https://');
  });
});
