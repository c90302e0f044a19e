import Simulation

/// What the desk answers, in lines for people: an application, a delivery, invoices, or all of a facility.
enum DeskText {
    static func lines(_ answer: JSONValue) -> [String] {
        if let facilities = answer["facilities"]?.array { return facilities.flatMap(facility) }
        if answer["payment_mode"] != nil { return facility(answer) }
        if let invoices = answer["invoices"]?.array { return invoices.map(invoice) }
        if answer["delivery"] != nil { return [delivery(answer)] }
        return application(answer)
    }

    private static func facility(_ value: JSONValue) -> [String] {
        let codes = (value["institution_codes"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        let stopped = value["stopped"]?.string.map { "; stopped: \($0)" } ?? ""
        var lines = ["\(text(value, "facility"))  \(text(value, "name"))  \(codes)\(stopped)"]
        lines += list(value, "applications").flatMap(application)
        lines += list(value, "certificates").map(certificate)
        lines += list(value, "deliveries").map(delivery)
        lines += list(value, "invoices").map(invoice)
        return [lines[0]] + lines.dropFirst().map { "  " + $0 }
    }

    private static func application(_ value: JSONValue) -> [String] {
        var line = "application \(text(value, "application"))  \(text(value, "status"))"
        switch text(value, "status") {
        case "pending": line += ", decided at \(text(value, "decision_due"))"
        case "issued": line += " at \(text(value, "approved_at")) as \(text(value, "certificate"))"
        default: line += " at \(text(value, "rejected_at")): \(text(value, "rejection"))"
        }
        return [line] + (value["warnings"]?.array ?? []).compactMap(\.string).map { "warning: \($0)" }
    }

    private static func certificate(_ value: JSONValue) -> String {
        var line = "certificate \(text(value, "certificate"))  \(text(value, "status"))"
        if let instant = value["revoked_at"]?.string {
            line += " since \(instant)"
        } else if let instant = value["will_be_revoked_at"]?.string {
            line += ", will be revoked at \(instant)"
        } else {
            line += ", until \(text(value, "not_after"))"
        }
        return line
    }

    private static func delivery(_ value: JSONValue) -> String {
        let isDead = value["link_dead"]?.bool ?? false
        let link = isDead ? "link dead since \(text(value, "deadline"))" : "link good until \(text(value, "deadline"))"
        let lock = value["locked"]?.bool == true ? ", locked" : ""
        let letter = value["letter_arrived_at"]?.string.map { ", letter arrived \($0)" } ?? ", no letter yet"
        return "delivery \(text(value, "delivery"))  sent \(text(value, "sent_at")), \(link)\(lock)\(letter)"
    }

    private static func invoice(_ value: JSONValue) -> String {
        let state =
            value["paid_at"]?.string.map { "paid \($0)" }
            ?? value["stopped_at"]?.string.map { "unpaid, stopped since \($0)" }
            ?? "unpaid, stops at \(text(value, "stops_at"))"
        return "invoice \(text(value, "invoice"))  ¥\(value["total"]?.integer ?? 0) with tax, \(state)"
    }

    private static func list(_ value: JSONValue, _ name: String) -> [JSONValue] { value[name]?.array ?? [] }
    private static func text(_ value: JSONValue, _ name: String) -> String { value[name]?.string ?? "" }
}
