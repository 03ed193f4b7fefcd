namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>The small Lightning shell in the browser: its pages are mapped here.</summary>
public static class LightningEndpoints
{
    public static IEndpointRouteBuilder MapLightning(this IEndpointRouteBuilder app) => app;
}
