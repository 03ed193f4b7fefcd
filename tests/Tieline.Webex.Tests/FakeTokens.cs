namespace Tieline.Webex.Tests;

/// <summary>Gives "first" until it is refused, then "second", and counts.</summary>
internal sealed class FakeTokens : IAccessTokens
{
    private string _token = "first";

    public List<string> Refused { get; } = [];

    public WebexException? RefreshFails { get; init; }

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_token);

    public ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken)
    {
        Refused.Add(refusedToken);
        if (RefreshFails is not null)
        {
            throw RefreshFails;
        }

        _token = "second";
        return ValueTask.FromResult(_token);
    }
}

internal static class Clients
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static WebexClient Client(this ScriptedCloud cloud, FakeTokens? tokens = null, double timeoutSeconds = 20) =>
        new(cloud.Http, Options(cloud.Address, timeoutSeconds), tokens ?? new FakeTokens());

    public static WebexOptions Options(Uri address, double timeoutSeconds = 20) =>
        new() { ApiBase = new Uri(address, "v1"), Timeout = TimeSpan.FromSeconds(timeoutSeconds) };
}
