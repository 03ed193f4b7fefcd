namespace Tieline.Salesforce.Tests;

/// <summary>Gives "first" until it is refused, then "second", and counts.</summary>
internal sealed class FakeTokens : IAccessTokens
{
    private string _token = "first";

    public List<string> Refused { get; } = [];

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_token);

    public ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken)
    {
        Refused.Add(refusedToken);
        _token = "second";
        return ValueTask.FromResult(_token);
    }
}

internal static class Clients
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static SalesforceClient Client(this ScriptedCloud cloud, FakeTokens? tokens = null, double timeoutSeconds = 20) =>
        new(cloud.Http, Options(cloud.Address, timeoutSeconds), tokens ?? new FakeTokens());

    public static SalesforceOptions Options(Uri address, double timeoutSeconds = 20) =>
        new() { InstanceUrl = address, Timeout = TimeSpan.FromSeconds(timeoutSeconds) };

    public static string Error(string code, string message = "No.", params string[] fields) =>
        $$"""[{"message":"{{message}}","errorCode":"{{code}}","fields":[{{string.Join(',', fields.Select(field => $"\"{field}\""))}}]}]""";
}
