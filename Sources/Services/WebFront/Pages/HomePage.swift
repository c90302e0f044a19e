package import Hummingbird

/// The first page of the portal: what there is.
package struct HomePage: Sendable {
    /// A part of the simulator that has pages, or something else to look at.
    package struct Room: Sendable {
        let path: String
        let japanese: String
        let english: String
        let contents: String

        package init(_ path: String, _ japanese: String, _ english: String, _ contents: String) {
            self.path = path
            self.japanese = japanese
            self.english = english
            self.contents = contents
        }
    }

    private let rooms: [Room]
    private let pages: PageSet

    package init(_ rooms: [Room]) throws {
        self.rooms = rooms
        pages = try PageSet(["home": Self.template])
    }

    package func addRoute(to router: Router<FrontRequestContext>) {
        router.get("/") { _, _ in
            let rooms = rooms.map {
                ["path": $0.path, "japanese": $0.japanese, "english": $0.english, "contents": $0.contents]
            }
            return pages.response("home", ["title": "hpki-sim", "rooms": rooms])
        }
    }

    private static let template = #"""
        {{<layout}}{{$content}}
        <p>HPKI リモート署名の試験環境です。<span lang="en">A stand-in for the HPKI remote signing environment.</span></p>
        <ul>
        {{#rooms}}
        <li><a href="{{path}}">{{japanese}} <span lang="en">{{english}}</span></a> {{contents}}</li>
        {{/rooms}}
        </ul>
        {{/content}}{{/layout}}
        """#
}
