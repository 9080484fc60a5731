/// Which clock wrote the time of a line, for people.
///
///     Nov 21 00:17:11 ash qmail: ...    is of   .syslog, "RFC 3164, without a year"
public enum ClockSource: UInt8, Sendable {
  case none, label, rfc5424, zoned, local, epoch, bracketed, syslog, dated, yearless, within, row, wrapper

  public var name: String {
    switch self {
    case .none: "no stamp that is known"
    case .label: "TAI64N label"
    case .rfc5424: "RFC 5424"
    case .zoned: "ISO 8601, with its zone"
    case .local: "ISO 8601, in local time"
    case .epoch: "seconds since 1970"
    case .bracketed: "seconds since 1970, in brackets"
    case .syslog: "RFC 3164, without a year"
    case .dated: "a date of another form"
    case .yearless: "a date of another form, without a year"
    case .within: "a date within the line"
    case .row: "a date within the line, as last writes it"
    case .wrapper: "the wrapper's"
    }
  }
}
