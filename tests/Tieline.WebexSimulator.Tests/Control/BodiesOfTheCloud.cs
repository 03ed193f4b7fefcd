using System.Net.Http.Headers;
using System.Text;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Control;

/// <summary>A body says what it is, or is not read.</summary>
public class BodiesOfTheCloud
{
    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/json;charset=UTF-8", 200)]
    [InlineData("Application/JSON; charset=utf-8", 200)]
    [InlineData("application/jsonx", 415)]
    [InlineData("application/json-patch+json", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("{}", 415)]
    [InlineData(null, 415)]
    public async Task A_body_of_another_media_type_is_refused(string? type, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/rooms") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"title":"Plans"}""")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", simulation.Token("ann"));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type is null ? [] : [type]);
        using var answer = await simulation.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, (await simulation.ApiAsync("ann", "GET", "/rooms")).Items.Count);
    }
}
