/** A page's own script that tries to reach these ports of this machine by WebRTC, in every way there is. */
export const webRtcTo = (udpPort: number, tcpPort: number): string => `(async () => {
  const servers = [{ urls: 'stun:127.0.0.1:${udpPort}' },
    { urls: 'turn:127.0.0.1:${tcpPort}?transport=tcp', username: 'text', credential: 'x' }];
  const gathered = (peer) => new Promise((resolve) => {
    const look = () => { if (peer.iceGatheringState === 'complete') resolve(); };
    peer.addEventListener('icegatheringstatechange', look);
    look();
  });
  const caller = new RTCPeerConnection({ iceServers: servers });
  const called = new RTCPeerConnection();
  caller.createDataChannel('x');
  await caller.setLocalDescription(await caller.createOffer());
  await called.setRemoteDescription(caller.localDescription);
  await called.setLocalDescription(await called.createAnswer());
  await caller.setRemoteDescription(called.localDescription);
  for (const [kind, port, more] of [['udp', ${udpPort}, ''], ['tcp', ${tcpPort}, ' tcptype passive']])
    await caller.addIceCandidate({
      candidate: 'candidate:1 1 ' + kind + ' 2122260223 127.0.0.1 ' + port + ' typ host' + more,
      sdpMid: '0',
    });
  await Promise.all([gathered(caller), new Promise((resolve) => setTimeout(resolve, 1500))]);
  caller.close();
  called.close();
})().catch(() => undefined)`;
