using System.Net.Http.Headers;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

/// <summary>Forms that no parser can read are refused, and are no mistake of the org.</summary>
public sealed class UnreadableFormTests : IAsyncLifetime
{
    private TestOrg org = null!;

    public async ValueTask InitializeAsync() => org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData("/services/oauth2/token")]
    [InlineData("/services/oauth2/revoke")]
    [InlineData("/services/oauth2/introspect")]
    [InlineData("/services/oauth2/authorize")]
    [InlineData("/lightning/login")]
    public async Task A_multipart_form_without_a_boundary_is_no_request(string door) =>
        Assert.InRange(await PostAsync(door, "nonsense", "multipart/form-data"), 400, 401);

    [Theory]
    [InlineData("/services/oauth2/token")]
    [InlineData("/services/oauth2/authorize")]
    public async Task A_form_of_too_many_fields_is_no_request(string door) =>
        Assert.InRange(await PostAsync(door, string.Join('&', Enumerable.Range(0, 2000).Select(i => $"f{i}=1")), "application/x-www-form-urlencoded"), 400, 401);

    private async Task<int> PostAsync(string door, string body, string type)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await org.Http.PostAsync(door, content, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
