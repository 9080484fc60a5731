/// Carries batches from a thread that fills them to the one that empties them, in order; a few batches go round.
///
///     let relay = Relay(4) { Batch() }
///     relay.run(filling: { input.eachLine(&scanner, to: &pad) }, idle: { output.flush() }) { joiner.take($0) }
///
/// Where no thread can be had, each batch is emptied when it is sent.
public final class Relay<Batch: AnyObject> {
  private let full = Channel<Batch>()
  private let empty = Channel<Batch>()
  private var direct: ((Batch) -> Void)?

  /// - Parameter count: how many batches go round: the thread that fills them is ahead by so many at most.
  public init(_ count: Int, _ make: () -> Batch) { for _ in 0..<count { empty.put(make()) } }

  /// An empty batch, for the thread that fills them; waits for one to come back.
  public func take() -> Batch { empty.take()! }

  /// Sends a batch, from the thread that fills them.
  public func send(_ batch: Batch) {
    guard let direct else { return full.put(batch) }
    direct(batch)
    empty.put(batch)
  }

  /// Lets `fill` take and send batches in a thread of its own, and `use` each here; returns when all is done.
  ///
  /// - Parameter idle: called when no batch has come yet, before this thread sleeps.
  public func run(filling fill: () -> Void, idle: () -> Void, using use: (Batch) -> Void) {
    withoutActuallyEscaping(fill) { fill in
      let job = FillingJob(fill, full)
      if job.begin() {
        while let batch = full.next(idle) {
          use(batch)
          empty.put(batch)
        }
        return job.join()
      }
      withoutActuallyEscaping(use) { use in
        withoutActuallyEscaping(idle) { idle in
          direct = {
            use($0)
            idle()
          }
          fill()
          direct = nil
        }
      }
    }
  }
}

private final class FillingJob<Batch: AnyObject>: Job {
  private let fill: () -> Void
  private let channel: Channel<Batch>

  init(_ fill: @escaping () -> Void, _ channel: Channel<Batch>) {
    self.fill = fill
    self.channel = channel
  }

  override func run() {
    fill()
    channel.close()
  }
}

/// Objects on their way from thread to thread, in order.
final class Channel<Element: AnyObject> {
  private var elements: [Element] = []
  private var isClosed = false
  private let lock = Lock()

  func put(_ element: Element) {
    lock.hold {
      elements.append(element)
      lock.tell()
    }
  }

  /// Nothing more will come.
  func close() {
    lock.hold {
      isClosed = true
      lock.tell()
    }
  }

  /// The next one, as soon as it is there; nil when there will be none.
  func take() -> Element? {
    lock.hold {
      while elements.isEmpty && !isClosed { lock.wait() }
      return elements.isEmpty ? nil : elements.removeFirst()
    }
  }

  /// The next one; where it has to be waited for, `idle` is called first.
  func next(_ idle: () -> Void) -> Element? {
    if lock.hold({ elements.isEmpty && !isClosed }) { idle() }
    return take()
  }
}
