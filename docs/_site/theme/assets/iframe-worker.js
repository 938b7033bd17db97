// A browser starts no worker for a page that was opened from disk. The search then runs in a hidden frame
// that speaks as a worker does. (The theme looks for the name IFrameWorker when it loads more scripts.)
(() => {
  if (location.protocol !== 'file:') return;

  function loadInOrder(...urls) {
    return urls.reduce(
      (before, url) =>
        before.then(
          () =>
            new Promise((resolve, reject) => {
              const script = document.createElement('script');
              Object.assign(script, { src: url, onload: resolve, onerror: reject });
              document.body.append(script);
            }),
        ),
      Promise.resolve(),
    );
  }

  class IFrameWorker extends EventTarget {
    constructor(url) {
      super();
      this.frame = document.createElement('iframe');
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.document.open();
      inside.document.write('<!doctype html><body></body>');
      inside.document.close();
      inside.importScripts = loadInOrder.bind(inside);
      inside.postMessage = (data) => {
        const event = new MessageEvent('message', { data });
        this.dispatchEvent(event);
        this.onmessage?.(event);
      };
      this.ready = new Promise((resolve) => {
        const script = inside.document.createElement('script');
        script.src = url;
        script.onload = resolve;
        inside.document.body.append(script);
      });
    }

    postMessage(data) {
      this.ready.then(() => {
        const inside = this.frame.contentWindow;
        inside.dispatchEvent(new inside.MessageEvent('message', { data: structuredClone(data) }));
      });
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
})();
