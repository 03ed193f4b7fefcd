using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.OAuth;

public class AuthorizePage
{
    [Theory]
    [InlineData("/v1/authorize")]
    [InlineData("/idb/oauth2/v1/authorize")]
    [InlineData("/v1/device/verify")]
    public async Task A_form_that_cannot_be_read_gets_a_page_that_says_so(string path)
    {
        await using var simulation = await Simulation.StartAsync();
        using var content = new StringContent("--b\r\nbroken");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using var answer = await simulation.Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        Assert.Equal((400, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("The form cannot be read.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_sends_the_browser_back_with_a_code_and_the_state()
    {
        await using var simulation = await Simulation.StartAsync();
        var address = await SignIn.DecideAsync(simulation, SignIn.Request());
        Assert.StartsWith(SignIn.Redirect + "?", address.ToString(), StringComparison.Ordinal);
        Assert.NotNull(SignIn.Value(address, "code"));
        Assert.Equal("xyz 1", SignIn.Value(address, "state"));
    }

    [Fact]
    public async Task Denial_says_access_denied()
    {
        await using var simulation = await Simulation.StartAsync();
        var address = await SignIn.DecideAsync(simulation, SignIn.Request(), decision: "deny");
        Assert.Equal(("access_denied", "xyz 1", null), (SignIn.Value(address, "error"), SignIn.Value(address, "state"), SignIn.Value(address, "code")));
    }

    [Fact]
    public async Task The_page_offers_each_person_and_keeps_the_request()
    {
        await using var simulation = await Simulation.StartAsync();
        var query = string.Join('&', SignIn.Request(("login_hint", "bo.lind@nordlys.example")).Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        var page = (await simulation.SendAsync("GET", "/v1/authorize?" + query, null, null)).Expect(200).Text;
        Assert.Contains("<option value=\"ann.berg@nordlys.example\">", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"bo.lind@nordlys.example\" selected>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@webex.bot", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"code_challenge\" value=\"{SignIn.Challenge(SignIn.Verifier)}\"", page, StringComparison.Ordinal);
        Assert.Contains("spark:kms", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_id", "Cunknown", "client_id")]
    [InlineData("redirect_uri", "http://127.0.0.1:5080/connect/webex/callback/", "redirect_uri")]
    [InlineData("redirect_uri", "https://thief.example/", "redirect_uri")]
    public async Task An_unknown_client_or_address_is_never_redirected_to(string field, string value, string named)
    {
        await using var simulation = await Simulation.StartAsync();
        var answer = await SignIn.PostAsync(simulation, "/v1/authorize", SignIn.Request((field, value), ("email", "ann.berg@nordlys.example"), ("decision", "allow")));
        Assert.Null(answer.Expect(400).Headers.Location);
        Assert.Contains(named, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "", "invalid_scope")]
    [InlineData("scope", "spark:people_read spark:everything", "invalid_scope")]
    [InlineData("scope", "spark-admin:calls_read", "invalid_scope")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    public async Task Other_mistakes_are_told_to_the_application(string field, string value, string error)
    {
        await using var simulation = await Simulation.StartAsync();
        var address = await SignIn.DecideAsync(simulation, SignIn.Request((field, value)));
        Assert.Equal((error, "xyz 1"), (SignIn.Value(address, "error"), SignIn.Value(address, "state")));
    }

    [Fact]
    public async Task Only_an_administrator_can_grant_an_administrators_scope()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/integrations", $$"""{"clientId":"Cadmin","clientSecret":"s","redirectUris":["{{SignIn.Redirect}}"],"scopes":["spark-admin:calls_read"],"name":"Admin tool"}""");
        var request = SignIn.Request(("client_id", "Cadmin"), ("scope", "spark-admin:calls_read"));
        Assert.Equal("invalid_scope", SignIn.Value(await SignIn.DecideAsync(simulation, request), "error"));
        Assert.NotNull(SignIn.Value(await SignIn.DecideAsync(simulation, request, "admin@nordlys.example"), "code"));
    }

    [Fact]
    public async Task What_the_application_calls_itself_is_shown_as_text()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/integrations", $$"""{"clientId":"Cevil","clientSecret":"s","redirectUris":["{{SignIn.Redirect}}"],"scopes":["spark:people_read"],"name":"<script>alert(1)</script>"}""");
        var query = string.Join('&', SignIn.Request(("client_id", "Cevil"), ("scope", "spark:people_read")).Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        var page = (await simulation.SendAsync("GET", "/v1/authorize?" + query, null, null)).Expect(200).Text;
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }
}
