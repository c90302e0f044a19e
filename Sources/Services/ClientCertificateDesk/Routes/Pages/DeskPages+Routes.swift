import Hummingbird
import Registry
import WebFront

extension DeskPages {
    /// What is for people alone.
    func addRoutes(to router: Router<FrontRequestContext>) {
        router.get(RouterPath(DeskPaths.desk)) { request, _ in home(request) }
        router.get(RouterPath(DeskPaths.form)) { request, _ in
            try await answering(request) { try applicationForm(request) }
        }
        router.get(RouterPath("\(DeskPaths.facilities)/{facility}")) { request, context in
            let id = try context.parameters.require("facility")
            return try await answering(request) { try facility(ID(rawValue: id), request) }
        }
        for action in FacilityAction.allCases {
            router.post(RouterPath("\(DeskPaths.facilities)/{facility}/\(action.rawValue)")) { request, context in
                let id = try context.parameters.require("facility")
                return try await answering(request) {
                    try await perform(action, ID(rawValue: id), request, context)
                }
            }
        }
        for judgement in Judgement.allCases {
            router.post(RouterPath("\(DeskPaths.applications)/{number}/\(judgement.rawValue)")) { request, context in
                let id = try context.parameters.require("number")
                return try await answering(request) {
                    try await judge(judgement, ID(rawValue: id), request, context)
                }
            }
        }
        addPostRoutes(to: router)
        addInvoiceRoutes(to: router)
    }

    private func addPostRoutes(to router: Router<FrontRequestContext>) {
        router.get(RouterPath(DeskPaths.mailbox)) { request, _ in mailbox(request) }
        router.get(RouterPath("\(DeskPaths.mailbox)/{mail}")) { request, context in
            let id = try context.parameters.require("mail")
            return try await answering(request) { try mail(id, request) }
        }
        router.get(RouterPath("\(DeskPaths.mailbox)/{mail}/message.eml")) { request, context in
            let id = try context.parameters.require("mail")
            return try await answering(request) { try mailFile(id) }
        }
        router.get(RouterPath(DeskPaths.letterbox)) { request, _ in try await letterbox(request) }
        for (path, template) in [("", "letter"), ("/envelope", "envelope")] {
            router.get(RouterPath("\(DeskPaths.letterbox)/{letter}\(path)")) { request, context in
                let id = try context.parameters.require("letter")
                return try await answering(request) { try await letter(id, template, request) }
            }
        }
    }

    private func addInvoiceRoutes(to router: Router<FrontRequestContext>) {
        router.get(RouterPath(DeskPaths.invoices)) { request, _ in invoices(request) }
        router.get(RouterPath("\(DeskPaths.invoices)/{number}")) { request, context in
            let number = try context.parameters.require("number")
            return try await answering(request) { try invoice(ID(rawValue: number), request) }
        }
        router.post(RouterPath("\(DeskPaths.invoices)/{number}/pay")) { request, context in
            let number = try context.parameters.require("number")
            return try await answering(request) { try await pay(ID(rawValue: number), request, context) }
        }
    }
}
