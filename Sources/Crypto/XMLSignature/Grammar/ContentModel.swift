/// Which elements may stand inside an element, in which order: the particles of XML Schema (part 1, section 3.9).
///
/// Matched by derivatives: ``after(_:)`` is what may still come behind an element, so that the first element that does
/// not fit is known. The models here are deterministic, as XML Schema asks, which keeps the derivatives small.
indirect enum ContentModel: Hashable, Sendable {
    /// Nothing fits, not even the end.
    case refused
    case empty
    case element(ElementName)
    case wildcard(Wildcard)
    case sequence(ContentModel, ContentModel)
    case choice(ContentModel, ContentModel)
    /// Once or more.
    case repeated(ContentModel)

    /// Whether nothing may follow.
    var isNullable: Bool {
        switch self {
        case .refused, .element, .wildcard: false
        case .empty: true
        case .sequence(let first, let rest): first.isNullable && rest.isNullable
        case .choice(let one, let other): one.isNullable || other.isNullable
        case .repeated(let model): model.isNullable
        }
    }

    func after(_ element: Element) -> ContentModel {
        switch self {
        case .refused, .empty: return .refused
        case .element(let name): return name.names(element) ? .empty : .refused
        case .wildcard(let wildcard): return wildcard.admits(element) ? .empty : .refused
        case .sequence(let first, let rest):
            let inside = Self.joined(first.after(element), rest)
            return first.isNullable ? Self.either(inside, rest.after(element)) : inside
        case .choice(let one, let other): return Self.either(one.after(element), other.after(element))
        case .repeated(let model): return Self.joined(model.after(element), Self.either(.empty, self))
        }
    }

    /// The particle that admits an element: the first, since no more than one does.
    func particle(for element: Element) -> Particle? {
        switch self {
        case .refused, .empty: nil
        case .element(let name): name.names(element) ? .element(name) : nil
        case .wildcard(let wildcard): wildcard.admits(element) ? .wildcard(wildcard) : nil
        case .sequence(let one, let other), .choice(let one, let other):
            one.particle(for: element) ?? other.particle(for: element)
        case .repeated(let model): model.particle(for: element)
        }
    }

    private static func joined(_ first: ContentModel, _ rest: ContentModel) -> ContentModel {
        switch first {
        case .refused: .refused
        case .empty: rest
        default: .sequence(first, rest)
        }
    }

    private static func either(_ one: ContentModel, _ other: ContentModel) -> ContentModel {
        if one == .refused || one == other { return other }
        return other == .refused ? one : .choice(one, other)
    }
}

extension ContentModel {
    enum Particle: Hashable {
        case element(ElementName)
        case wildcard(Wildcard)
    }

    /// An `any` of a schema.
    struct Wildcard: Hashable, Sendable {
        /// The namespace that it leaves out; nil for `##any`.
        var excluded: String?
        /// Whether what stands there must be known to the grammar (`processContents="strict"`).
        var isStrict: Bool

        /// `##other` leaves out the schema's own namespace, and elements in none.
        func admits(_ element: Element) -> Bool {
            excluded.map { element.namespace != $0 && !element.namespace.isEmpty } ?? true
        }
    }

    static let anything = ContentModel.wildcard(Wildcard(excluded: nil, isStrict: false))
    static let strictAnything = ContentModel.wildcard(Wildcard(excluded: nil, isStrict: true))
    static func other(than namespace: String, isStrict: Bool = false) -> ContentModel {
        .wildcard(Wildcard(excluded: namespace, isStrict: isStrict))
    }

    static func all(_ models: ContentModel...) -> ContentModel {
        models.reversed().reduce(.empty) { rest, model in rest == .empty ? model : .sequence(model, rest) }
    }

    static func oneOf(_ models: ContentModel...) -> ContentModel { models.reduce(.refused, either) }

    var optional: ContentModel { Self.either(.empty, self) }
    /// Any number of times.
    var many: ContentModel { Self.either(.empty, .repeated(self)) }
    var oneOrMore: ContentModel { .repeated(self) }
}

extension ContentModel: ExpressibleByStringLiteral {
    init(stringLiteral text: String) {
        self = .element(ElementName(stringLiteral: text))
    }
}
