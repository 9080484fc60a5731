import Foundation
import Lines
import Support

/// What `body` writes.
func written(_ body: (inout Output) -> Void) throws -> String {
  let folder = try Place.temporary()
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "written")
  try Data().write(to: file)
  let handle = try FileHandle(forWritingTo: file)
  var output = Output("test", descriptor: handle.fileDescriptor)
  body(&output)
  output.flush()
  return String(decoding: try Data(contentsOf: file), as: UTF8.self)
}

/// What `reader` makes of `text`.
func read<Stamp>(_ text: String, _ reader: (borrowing Span<UInt8>) -> Stamp?) -> Stamp? {
  reader(Array(text.utf8).span)
}
