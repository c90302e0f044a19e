/// Where the desk is found on the portal.
package enum DeskPaths {
    package static let applications = "/desk/applications"
    package static let downloads = "/desk/downloads"
}
