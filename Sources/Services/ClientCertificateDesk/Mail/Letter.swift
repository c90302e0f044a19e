package import Foundation
package import Registry
package import Simulation

/// パスワード通知書, as it lies in the facility's letterbox (desk rule DL-3).
package struct Letter: Sendable, Equatable {
    /// Of the delivery.
    package let id: String
    package let facility: ID<Facility>
    package let facilityName: String
    package let postalCode: String
    /// The facility's own, whatever the application named.
    package let address: String
    /// 担当者氏名
    package let addressee: String
    package let postedAt: Date
    package let arrivedAt: Date
    /// Of the .p12.
    package let password: String

    package static let title = "HPKIセカンド電子証明書管理サービスへの接続のためのクライアント証明書パスワード通知書"
    package static let sender = "株式会社ファインデックス (MEDIS-DCより受託)"
    /// 長3, lying, with a window.
    package static let envelopeMarks = ["特定記録郵便", "親展", "パスワード通知書在中"]

    package var json: JSONValue {
        [
            "id": .string(id), "title": .string(Self.title), "sender": .string(Self.sender),
            "marks": .array(Self.envelopeMarks.map { .string($0) }), "facility": .string(facility.rawValue),
            "facility_name": .string(facilityName),
            "postal_code": .string(postalCode), "address": .string(address), "addressee": .string(addressee),
            "posted_at": .string(postedAt.rfc3339), "arrived_at": .string(arrivedAt.rfc3339),
            "pkcs12_password": .string(password),
        ]
    }
}
