using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Strangers;

/// <summary>
/// Each route of the server, tried by an agent of another tenant who knows all names: <see cref="StrangersTries"/>. A route that is added without an entry
/// there fails here.
/// </summary>
public class EveryRoute(TwoTenants two) : IClassFixture<TwoTenants>
{
    public static TheoryData<string> Tried => [.. StrangersTries.ByRoute.Keys, .. StrangersTries.BeforeRoutes.Keys];

    [Fact]
    public void Every_route_is_tried_by_a_stranger()
    {
        var routes = RoutesOf(two.World).ToList();
        Assert.Empty(routes.Except(StrangersTries.ByRoute.Keys)); // Tell in StrangersTries what an agent of another tenant would try there.
        Assert.Empty(StrangersTries.ByRoute.Keys.Except(routes)); // Gone: take it out there.
    }

    [Theory, MemberData(nameof(Tried))]
    public Task A_stranger_sees_and_changes_nothing(string route) => (StrangersTries.ByRoute.GetValueOrDefault(route) ?? StrangersTries.BeforeRoutes[route])(two);

    // Style sheets, scripts and pictures are the same files for everybody.
    private static IEnumerable<string> RoutesOf(TestWorld world) =>
        world.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"])
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .Distinct();
}
