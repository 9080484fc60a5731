import Lines
import MailRecord

/// Reads what ClamAV's clamd, freshclam and clamav-milter say.
///
///     stream: HTML.Phishing.Pay-33 FOUND
///     /var/amavis/tmp/parts/part-00001: Eicar-Test-Signature(44d88612fea8a8f36de82e1278abb02f:68) FOUND
///     Message 7EA8E648248 from <a@b.example> to <c@d.example> with subject 'x' message-id '<1@b>' infected by Eicar
///
/// - Source: ClamAV 1.0's clamd/scanner.c, clamav-milter/clamfi.c.
func parseClamav(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  for level: StaticString in ["ERROR: ", "WARNING: "] where line.holds(level, at: at) {
    record[.reason] = .slice(at + level.utf8CodeUnitCount..<line.count)
    at += level.utf8CodeUnitCount
  }
  // Old releases leave logg's own sign for a warning or an error in place.
  if line.holds("^", at: at) || line.holds("!", at: at) { at += 1 }
  if line.ends(with: " FOUND"), let colon = line.lastPosition(of: ": "), colon >= at {
    record[.virus] = .slice(colon + 2..<line.count - 6)
    record[.verdict] = .word("infected")
    return true
  }
  if let infected = line.lastPosition(of: " infected by "), line.holds("Message ", at: at) {
    record[.virus] = .slice(infected + 13..<line.count)
    record[.verdict] = .word("infected")
    record[.queue_id] = .slice(at + 8..<(line.end(from: at + 8) { $0 > 32 }))
    if let from = line.position(of: " from ", from: at), let sender = line.mailbox(at: from + 6) {
      record[.sender] = .slice(sender.inside)
      if line.holds(" to ", at: sender.end), let recipient = line.mailbox(at: sender.end + 4) {
        record[.recipient] = .slice(recipient.inside)
      }
    }
    return true
  }
  if line.holds("Clean message", at: at) || line.ends(with: ": OK") || line.ends(with: "status=CLEAN") {
    record[.verdict] = .word("clean")
    return true
  }
  if line.ends(with: " ERROR"), let colon = line.lastPosition(of: ": "), colon >= at {
    record[.reason] = .slice(colon + 2..<line.count - 6)
    return true
  }
  return clamavOpenings.stand(in: line, at: at) || clamsmtpd(line, at, &record)
}

/// Whether a line of clamd's or freshclam's own log: they put an arrow between the stamp and the message.
///
///     Sat Nov 21 10:00:00 2026 -> main.cvd is up to date (version: 57, sigs: 4218790, f-level: 60, builder: x)
func isClamav(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  text.lowerBound == 28 && line.holds(" -> ", at: 24)
}

/// `100063: from=a@b.example, to=c@d.example, status=VIRUS:Eicar`: what clamsmtpd did with a connection.
private func clamsmtpd(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let id = line.decimalOrHex(at: at), line.holds(": ", at: id.upperBound) else { return false }
  record[.session_id] = .slice(id)
  if let virus = line.lastPosition(of: ", status=VIRUS:"), line.holds("from=", at: id.upperBound + 2) {
    record[.virus] = .slice(virus + 15..<line.count)
    record[.verdict] = .word("infected")
  }
  return true
}

extension Span where Element == UInt8 {
  fileprivate func decimalOrHex(at start: Int) -> Range<Int>? {
    let end = end(from: start) { $0 &- 48 < 10 || $0 &- 65 < 6 }
    return end == start + 6 ? start..<end : nil
  }
}

/// How the messages of ClamAV's daemons begin.
///
/// - Source: the calls of logg in ClamAV 1.0's clamd/, clamav-milter/, freshclam/, common/, libfreshclam/.
private let clamavOpenings = Openings([
  "Setting connection queue length ", "Protecting against ", "ClamAV: ", "ClamAv: ", "Bound to ",
  "clamav-milter st", "clamav-milter shut", "Quarantined infected mail ", "Stopping", "Starting",
  "cl_", "cli_", "got command ", "ExcludePUA ", "lchown ", "%v may ",
  "*** ", "+++ Started", "--- Stopped", "------", "A deadlock", "Accepted connection", "Acceptloop closed",
  "Access denied", "Activating the", "Alert", "Algorithmic detection", "All recv() ", "An un",
  "Archive support", "Archive: ", "Assigned ownership", "Attempted to ", "BIO_new", "Bad ", "BlockEncrypted",
  "Breaking command", "Broken ", "Bytecode", "bytecode", "CVD ", "Can't ", "Cannot ", "Cert", "Chunks ",
  "ClamAV ", "Clamd ", "Clean message", "Client ", "Closed fd", "Closing ", "Collected lists", "Command ",
  "Communication error", "Connecting ", "Connection ", "Consumed entire", "Continuing without",
  "Control message", "Cool-down ", "Could not ", "Create", "Creating ", "Current ", "Custom database", "DNS ",
  "DON'T PANIC!", "Database", "Deprecated option", "Desired optional", "Detection ", "Directory recursion",
  "Disabling URL", "Don't want", "Download", "ELF support", "Empty ", "Encrypted archive", "Error ",
  "Exception ", "Excluded PUA", "Exiting", "Expected ", "FD ", "FIPS ", "Failed to ", "Fatal: ",
  "File ", "File: ", "Filename ", "Finished scanthread", "For more ", "FreshClam ", "Garbage: ", "Giving up",
  "Got ", "HTML support", "HTTPProxy", "HWP3 ", "Heuristic", "Hint: ", "INSTREAM: ", "If ", "Ignoring ",
  "Image (graphics)", "In an ", "Included PUA", "Incremental update", "Initialization error",
  "Insecure permissions", "Invalid ", "It probably ", "Killing ", "LOCAL: ", "LibClamAV ", "[LibClamAV]",
  "Last cf-ray", "Limits: ", "Listening daemon", "Loaded ", "Loading ", "Local ", "LocalIP ", "Localserver",
  "Log ", "LogFacility", "Magic bytes", "Mail ", "Mail: ", "Main socket", "Manually prepare", "Max",
  "Media (Graphics)", "Memory allocation", "Message ", "Module ", "Moved partial", "Mutex ", "NULL ", "No ",
  "Nonblocking ", "Not ", "NotifyClamd: ", "Number of ", "OK", "OLE2", "One or ", "OneNote ", "Only ",
  "Opting out", "Out of ", "Overlong reply", "PDF ", "PID file", "Phishing: ", "Pid file ", "Please ",
  "Portable ", "Probe for ", "Problem with ", "Processed ", "Properly loaded", "Pruning ", "Quarantine ",
  "Querying ", "Quota ", "RECVTH", "Raw DMG", "Reading databases", "Receive", "RejectMsg ", "Rejecting ",
  "Requested database", "Retrieving ", "Running ", "SESSION: ", "SIGHUP caught", "STDIN: ", "SWF ",
  "SWF: ", "Saved ", "Scan", "Selecting ", "Self checking", "SelfCheck: ", "Set stacksize", "Shutdown",
  "Shutting ", "Skipping ", "Socket ", "Solaris ", "Stderr ", "Streaming ", "Structured", "Syncpipe ",
  "System limit", "TCP: ", "THRMGR: ", "TTL: ", "Testing database", "The ", "This ", "Timed out", "Trusted ",
  "Trying ", "Unable to ", "Unclaimed ", "Unexpected ", "Unix ", "Unknown ", "Unloading ", "Unsupported ",
  "Update ", "Updat", "Using ", "VBA", "Verification: ", "Virus", "WARNING: ", "Waiting for ",
  "Warning scanning", "We'll settle", "Write to ", "X509", "XMLDOCS ", "You ", "You'", "Your ", "_x509",
  "accept() ", "accepted connection from", "action_setup", "add_fd", "bytecode.c", "chroot to ",
  "connect failed: ",
  "check_for_new_", "clamav-milter: ",
  "clamd daemon", "clamd replied", "client read", "create_curl", "currentdb", "daemonize()", "daily.c",
  "dn_expand", "download", "dup2()", "executeIf", "failed to ", "fc_", "fcntl ", "fds_", "fork()",
  "freshclam ", "freshclam.dat", "ftruncate ", "get", "initgroups()", "initialize: ", "main.c", "malloc(",
  "mkdir_", "mode ", "mode: ", "perform_database", "pipe", "poll_recv", "pthread_", "query_remote",
  "realloc_", "reload", "remote_", "res_init", "safebrowsing.c", "second dn_", "select_from_", "setg",
  "setrlimit", "setuid(", "smfi_", "thread ", "thrmgr_", "traverse_", "updatecustomdb", "updatedb",
  "waitpid()", "write syncpipe",
])
