import { createServer } from 'node:net';
import { choosePort, refusalOf } from './port.mjs';

describe('choosePort', () => {
  it('tells a taken port from a HOST that is none of this machine', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const PORT = String(other.address().port);
    await expect(choosePort({ PORT })).rejects.toThrow(`Port ${PORT} (PORT) is taken`);
    await new Promise((resolve) => other.close(resolve));
    expect(await choosePort({ PORT })).toBe(PORT);
    // An address that is kept for documentation, so nobody has it.
    const HOST = '203.0.113.7';
    const told = `HOST "${HOST}" is no address of this machine (EADDRNOTAVAIL).`;
    await expect(choosePort({ PORT, HOST })).rejects.toThrow(told);
    await expect(choosePort({ HOST })).rejects.toThrow(told);
  });

  it.each([
    ['ENOTFOUND', 'HOST "x" is no address of this machine (ENOTFOUND).'],
    ['EACCES', 'Port 80 needs a right that this user lacks: set PORT to 1024 or more.'],
    ['EMFILE', 'Nothing can listen on x, port 80: too many open files'],
  ])('says for %s what to do', (code, told) => {
    expect(refusalOf({ code, message: 'too many open files' }, 80, 'x')).toBe(told);
  });
});
