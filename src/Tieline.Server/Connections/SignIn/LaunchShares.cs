using System.Net;
using System.Net.Sockets;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Connections.SignIn;

/// <summary>
/// Which launches that are under way came from which address, so that one address cannot use up what its whole org may begin. Known to this server alone:
/// the limit of the org holds over all servers.
/// </summary>
internal sealed class LaunchShares(Clock clock)
{
    /// <summary>So many launches of an org may be under way from one address. Many people may have one: a whole office.</summary>
    public const int Most = 40;

    private readonly Lock _turn = new();
    private readonly Dictionary<string, (Guid TenantId, string Address, DateTimeOffset Until)> _begun = [];

    /// <summary>The hashed states that were begun from there and have not run out.</summary>
    public IReadOnlyList<string> Of(Guid tenantId, string address)
    {
        lock (_turn)
        {
            foreach (var over in _begun.Where(one => one.Value.Until <= clock.UtcNow).Select(one => one.Key).ToList())
            {
                _begun.Remove(over);
            }

            return [.. _begun.Where(one => one.Value.TenantId == tenantId && one.Value.Address == address).Select(one => one.Key)];
        }
    }

    public void Add(string stateHash, Guid tenantId, string address, DateTimeOffset until)
    {
        lock (_turn)
        {
            _begun[stateHash] = (tenantId, address, until);
        }
    }

    /// <summary>
    /// Pure: whose request it is, an IPv6 network as one. A proxy in front adds the address to what it forwards; null when there is one that does not, so that
    /// people cannot be told apart.
    /// </summary>
    public static string? AddressOf(IPAddress? remote, string? forwardedFor)
    {
        var last = forwardedFor?.Split(',')[^1].Trim();
        var address = remote is null || IsInside(remote) ? (IPAddress.TryParse(last, out var forwarded) ? forwarded : null) : remote;
        return address is null ? null
            : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    // Where a proxy of ours may be.
    private static bool IsInside(IPAddress remote)
    {
        var address = remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote;
        return IPAddress.IsLoopback(address) || address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal
            || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [169, 254, ..]);
    }
}
