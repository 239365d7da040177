import Foundation
import Testing

@testable import Transport

@Suite struct InternetAddressTests {
  private func isPublic(_ text: String) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 { return InternetAddress(bytes: Array(bytes[..<4])).isPublic }
    #expect(inet_pton(AF_INET6, text, &bytes) == 1)
    return InternetAddress(bytes: bytes).isPublic
  }

  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.1.2.3",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::",
    "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.1.1.1", "64:ff9b::10.1.1.1", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:a9fe:a9fe::", "2001::1", "2001:db8::1", "3fff:fff::1", "fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1",
    "4000::1", "100::1",
  ])
  func whatIsNotEverybodysIsNotConnectedTo(address: String) { #expect(!isPublic(address)) }

  @Test(arguments: [
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
    "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.255.255", "198.17.255.255", "198.20.0.0",
    "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:4860:4860::8888",
    "2606:4700::1111",
    "2a00::1",
  ])
  func othersAre(address: String) { #expect(isPublic(address)) }

  @Test func whatIsNoAddressIsNotConnectedTo() {
    #expect(!InternetAddress(bytes: []).isPublic)
    #expect(!InternetAddress(bytes: [8, 8, 8]).isPublic)
  }
}
