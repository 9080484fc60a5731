import Lines
import MailRecord

/// The file in which unfinished state is kept between runs, and what it says of input and output.
///
///     {"type":"state","tool":"flowjoin","position":81220,"begun":0,"ended":false,"written":40960,...}
///
/// - `position`: bytes of input consumed over all runs; `begun`: where the input that is now being read began; so
///   that input has to be given again from byte `position` - `begun` on, unless `ended` says that it was all read.
/// - `written`: bytes of output at that moment: the length of the file when it is a regular one that is appended to,
///   else the bytes written over all runs. What stands behind came of input behind `position`.
struct StateSaver {
  fileprivate let name: String
  /// Nanoseconds between saves.
  fileprivate let interval: Int64
  fileprivate var next: Int64 = 0
  fileprivate var begun = 0
  /// Bytes that earlier runs wrote.
  fileprivate var written = 0
  fileprivate let file = AppendedFile(1)
}

extension Joiner {
  /// Begins with the state in `name`, if there is one, and keeps it there from now on.
  ///
  /// After a run that was killed, output that came of input behind the state is cut off: it will come again.
  mutating func resume(_ name: String, every seconds: Int, _ output: inout Output) {
    var saver = StateSaver(name: name, interval: Int64(seconds) * 1_000_000_000)
    if fileExists(name, tool: "flowjoin") {
      var state = StateReader(self)
      var input = Input("flowjoin", [name])
      input.eachLine(&state, to: &output)
      let head = state.head
      self = state.finish(name, isWhole: !input.isStopped)
      saver.begun = head.isEnded ? head.position : head.begun
      saver.written = head.written
      if !head.isEnded { cutBack(saver.file, head) }
    }
    self.saver = saver
    save(isEnded: false, &output)
  }

  private func cutBack(_ file: AppendedFile?, _ head: StateHead) {
    guard let file, file.device == head.device, file.inode == head.inode, file.length > head.written else {
      return
    }
    if !file.cut(to: head.written) { fatal("flowjoin", "unable to cut output back to \(head.written) bytes") }
  }

  mutating func saveIfDue(_ output: inout Output) {
    guard let saver, monotonicNanoseconds() >= saver.next else { return }
    save(isEnded: false, &output)
  }

  /// Writes the state, after all output that belongs to it.
  mutating func save(isEnded: Bool, _ output: inout Output) {
    guard let saver else { return }
    output.flush()
    if let file = saver.file, !file.sync() { fatal("flowjoin", "unable to sync output") }
    let replacement = Replacement("flowjoin", of: saver.name)
    var state = Output("flowjoin", descriptor: replacement.descriptor)
    writeHead(saver, isEnded: isEnded, written: saver.file?.length ?? saver.written + output.written, &state)
    // Those held first: their queue ids may be in use again.
    for message in heldMessages { write(message, complete: true, isState: true, to: &state) }
    for message in openMessages + restingMessages {
      write(message, complete: false, isState: true, to: &state)
    }
    for slot in openDeliveries { writeOpen(slot, isState: true, to: &state) }
    for slot in openSessions { writeOpenSession(slot, isState: true, to: &state) }
    state.flush()
    replacement.commit()
    self.saver?.next = monotonicNanoseconds() + saver.interval
  }

  private func writeHead(_ saver: StateSaver, isEnded: Bool, written: Int, _ state: inout Output) {
    let messages = openMessages.count + restingMessages.count + heldMessages.count
    let records = messages + openDeliveries.count + openSessions.count
    state.append("{\"type\":\"state\",\"tool\":\"flowjoin\",\"position\":")
    state.append(decimal: UInt64(position))
    state.append(",\"begun\":")
    state.append(decimal: UInt64(saver.begun))
    state.append(isEnded ? ",\"ended\":true" : ",\"ended\":false")
    let numbers: KeyValuePairs<StaticString, Int> = ["written": written, "lines": lines, "records": records]
    for (name, value) in numbers {
      state.append(",\"")
      state.append(name)
      state.append("\":")
      state.append(decimal: UInt64(value))
    }
    if let file = saver.file {
      state.append(",\"device\":")
      state.append(decimal: file.device)
      state.append(",\"inode\":")
      state.append(decimal: file.inode)
    }
    state.append(UInt8(ascii: "}"))
    state.endLine()
  }
}
