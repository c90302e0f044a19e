import Testing

struct EdgeTableTests {
    private static let head = """
        | floor | folder | target | holds | may import (ours) | may import (outside) |
        |---|---|---|---|---|---|

        """

    @Test func `reads ranges, exceptions, names and what they bring along`() throws {
        let table = try EdgeTable(
            markdown: Self.head + """
                | 1 | `Sources/C` | `C` | shim | – | – |
                | 2 | `Sources/A` | `A` | x | C | NIO |
                | 2 | `Sources/B` | `B` | *not built yet*: y | A | – |
                | 3 | `Sources/D` | `D` | z | floors 2–2 | Yams, NIO |
                | 4 | `Sources/E` | `E` | z | all below but B, D | – |

                | name | modules |
                |---|---|
                | NIO | NIOCore, NIOPosix |

                | room | brings along |
                |---|---|
                | A | C |
                """
        )
        #expect(table["A"]?.ours == ["C"])
        #expect(table["A"]?.outside == ["NIOCore", "NIOPosix"])
        #expect(table["B"]?.isBuilt == false)
        #expect(table["B"]?.ours == ["A", "C"])
        #expect(table["D"]?.ours == ["A", "B", "C"])
        #expect(table["D"]?.outside == ["Yams", "NIOCore", "NIOPosix"])
        #expect(table["E"]?.ours == ["A", "C", "D"])
        #expect(table["E"]?.folder == "Sources/E")
    }

    @Test func `refuses what it cannot read`() {
        #expect(throws: EdgeTable.Unreadable.noTable) { try EdgeTable(markdown: "# Nothing") }
        #expect(throws: EdgeTable.Unreadable.unknownName("Attic", target: "A")) {
            try EdgeTable(markdown: Self.head + "| 1 | `Sources/A` | `A` | x | Attic | – |")
        }
        #expect(throws: EdgeTable.Unreadable.row("1 | A")) { try EdgeTable(markdown: Self.head + "| 1 | A |") }
    }

    @Test func `a room cannot be allowed one above itself`() {
        #expect(throws: EdgeTable.Unreadable.unknownName("B", target: "A")) {
            try EdgeTable(markdown: Self.head + "| 1 | `S/A` | `A` | x | B | – |\n| 2 | `S/B` | `B` | x | – | – |")
        }
    }
}
