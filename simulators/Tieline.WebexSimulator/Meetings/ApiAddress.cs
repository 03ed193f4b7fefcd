using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Where this cloud listens, for links in what no request asked for.</summary>
internal static class ApiAddress
{
    public static string Of(WebexCloud cloud) =>
        cloud.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? cloud.Options.Url;
}
