import Lines
import MailRecord

/// Reads what the kernel says; a packet filter's lines by their pairs.
///
///     [UFW BLOCK] IN=eth0 OUT= SRC=192.0.2.9 DST=192.0.2.1 PROTO=TCP SPT=40000 DPT=23
///
/// - Source: logs of Linux 2.4 to 6, FreeBSD, OpenBSD and Solaris.
func parseKernel(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let words = afterUptime(line, text)
  let isAudit = line.holds("audit: type=", at: words.lowerBound) || line.holds("type=", at: words.lowerBound)
  if isAudit, parseAudit(line, words, &record) { return true }
  guard kernelShapes.read(line, words, &record) else { return false }
  if let source = line.position(of: "SRC=", from: text.lowerBound) {
    packetKeys.read(line, source..<text.upperBound, &record)
  }
  return true
}

/// `text` without the seconds since the boot that stand before a message of the kernel: `[   12.345678] `.
private func afterUptime(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Range<Int> {
  guard line.holds("[", at: text.lowerBound) else { return text }
  let end = line.end(from: text.lowerBound + 1) {
    $0 &- 48 < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: " ")
  }
  return line.holds("] ", at: end) && end + 2 <= text.upperBound ? end + 2..<text.upperBound : text
}

private let packetKeys = PairKeys([
  "SRC": .client_address, "SPT": .client_port, "DST": .local_address, "DPT": .local_port, "PROTO": .protocol,
])

private let kernelShapes = Shapes(
  """
  Linux version {:rest}
  {:text}Command line: {:rest}
  Kernel command line: {:rest}
  FreeBSD is a registered trademark {:rest}
  OpenBSD {:rest}
  SunOS Release {:rest}
  Out of memory: Kill{:text} process {:int} ({command:text}){:rest}
  Out of Memory: {:rest}
  {:text}Killed process {:int} ({command:text}){:rest}
  {command:text} invoked oom-killer: {:rest}
  {:text}oom{:text}kill{:rest}
  {:text}]: segfault at {:rest}
  {:text}]: segfault {:rest}
  {:text}general protection{:rest}
  {:text}trap invalid opcode {:rest}
  {:text} exited on signal {:rest}
  {:text}Kernel panic{:rest}
  panic{:rest}
  {:text}BUG: {:rest}
  {:text}Oops: {:rest}
  {:text}Call Trace:{:rest}
  {:text}blocked for more than {:int} seconds{:rest}
  {:text}Machine check{:rest}
  {:text}Hardware Error{:rest}
  {:text}I/O error{:rest}
  {:text}EXT{:int}-fs error{:rest}
  {:text}Remounting filesystem read-only{:rest}
  {:text}edium Error{:rest}
  {:text}exception Emask{:rest}
  {:text}filesystem full{:rest}
  {:text}file system full{:rest}
  {:text}EXT{:int}-fs {:rest}
  {:text}EXT{:int} FS {:rest}
  {:text}XFS {:rest}
  {:text}link becomes ready{:rest}
  {:text}ink is up{:rest}
  {:text}ink is Up{:rest}
  {:text}ink up{:rest}
  {:text}ink is down{:rest}
  {:text}ink is Down{:rest}
  {:text}ink down{:rest}
  {:text}ink is not ready{:rest}
  {:text}promiscuous mode{:rest}
  {:text}[UFW BLOCK] {:rest}
  {:text}[UFW ALLOW] {:rest}
  {:text}[UFW {:rest}
  {:text}IN={:text} OUT={:text}SRC={:rest}
  {:text}IPFW: {:rest}
  ipfw: {:rest}
  {:text}Packet log: {:rest}
  {:text}ossible SYN flooding {:rest}
  {:text}nf_conntrack: table full{:rest}
  {:text}ip_conntrack: table full{:rest}
  {:text}martian source {:rest}
  {:text}printk: {:int} {:text}messages suppressed{:rest}
  {:text}{:word}: {lost:int} callbacks suppressed
  audit: audit_lost={lost:int} {:rest}
  audit: backlog limit exceeded
  {:text}usb {:rest}
  {:text}reboot: {:rest}
  Kernel log daemon terminating.
  Kernel logging (proc) stopped.
  klogd {:text} started.
  imklog {:rest}
  Kernel logging (proc) started.
  audit: {:rest}
  {:text}AppArmor: {:rest}
  {:word}: {:rest}
  """)

/// Whether a text without a tag is a packet filter's.
let isKernel: Dialect.Test = { line, text in
  line.holds("IN=", at: text.lowerBound) && line.position(of: " SRC=", from: text.lowerBound) != nil
}
