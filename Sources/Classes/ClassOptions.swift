import Lines

/// What a command line says of classes.
package struct ClassOptions {
  let tool: StaticString
  package let files: [String]
  /// Rules and maps of the site.
  let rules: SiteRules
  let maps: [String]
  let selector: Selector?
  /// Classes that are dropped; with `.*` behind all that begin so.
  private let droppedClasses: [String]

  package init(_ options: Options) {
    tool = options.tool
    files = options.files
    rules = SiteRules(options)
    maps = options.values("M")
    droppedClasses = options.values("x").flatMap { $0.split(separator: ",").map(String.init) }
    do {
      selector = try options.value("s").map { text throws(Selector.Fault) in try Selector(text) }
    } catch {
      options.wrong("-s: \(error.what)")
    }
  }

  /// Whether any event may be dropped at all.
  var drops: Bool { selector != nil || !droppedClasses.isEmpty }

  func dropsClass(_ name: String) -> Bool {
    droppedClasses.contains { dropped in
      dropped.hasSuffix(".*") ? name.hasPrefix(dropped.dropLast()) : name == dropped
    }
  }

  /// The site's map; nil when none was named.
  func readMap() throws(RulesError) -> SiteMap? { maps.isEmpty ? nil : try SiteMap(maps) }
}
