/// The certificate hierarchy's declaration, compiled into the program so that a moved executable finds it.
package enum CertificateFiles {
    /// The text of `Certs/hierarchy.yaml`.
    package static var hierarchy: String { String(decoding: PackageResources.hierarchy_yaml, as: UTF8.self) }
}
