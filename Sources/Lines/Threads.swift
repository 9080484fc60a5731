import Glibc

/// Processors that work may be divided among, 16 at most.
public let processors = min(max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1), 16)

/// Does `work(0)`, `work(1)`, ... side by side, a thread for each, and returns when all is done.
///
///     sideBySide(parts.count) { parts[$0].sort() }
///
/// No two of them may change the same thing.
public func sideBySide(_ count: Int, _ work: (Int) -> Void) {
  withoutActuallyEscaping(work) { work in
    let jobs = (0..<count).dropFirst().map { NumberedJob($0, work) }
    for job in jobs { job.start() }
    if count > 0 { work(0) }
    for job in jobs { job.join() }
  }
}

private final class NumberedJob: Job {
  private let number: Int
  private let work: (Int) -> Void

  init(_ number: Int, _ work: @escaping (Int) -> Void) {
    self.number = number
    self.work = work
  }

  override func run() { work(number) }
}

/// Work for a thread.
class Job {
  private var thread: pthread_t?

  func run() {}

  /// Begins it; where no thread can be had it is done at once.
  final func start() { if !begin() { run() } }

  /// Begins it; false where no thread can be had.
  final func begin() -> Bool {
    var thread = pthread_t()
    let job = unsafe Unmanaged.passRetained(self)
    let failure = unsafe pthread_create(
      &thread, nil,
      { job in
        unsafe Unmanaged<Job>.fromOpaque(job!).takeRetainedValue().run()
        return nil
      }, job.toOpaque())
    if failure == 0 { self.thread = thread } else { unsafe job.release() }
    return failure == 0
  }

  /// Waits for its end; it may be begun again.
  final func join() {
    if let thread { pthread_join(thread, nil) }
    thread = nil
  }
}

/// A lock, and word of changes for those who wait for one.
///
///     lock.hold { while written < turn { lock.wait() } }
@safe final class Lock {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(change, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(change)
    unsafe pthread_mutex_destroy(mutex)
    unsafe change.deallocate()
    unsafe mutex.deallocate()
  }

  func hold<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Lets go of the lock until somebody tells of a change; for those who hold it.
  func wait() { unsafe pthread_cond_wait(change, mutex) }

  func tell() { unsafe pthread_cond_broadcast(change) }
}
