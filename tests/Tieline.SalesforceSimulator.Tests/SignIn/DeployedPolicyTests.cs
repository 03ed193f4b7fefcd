using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

/// <summary>The policies that a package gives an External Client App.</summary>
public sealed class DeployedPolicyTests : IAsyncLifetime
{
    private Deployer to = null!;
    private AppDesk app = null!;

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartAsync();
        await to.DeployedAsync(SampleProject.Package());
        var keys = await to.Org.GetJsonAsync("/control/credentials?app=Sample_Tieline");
        app = new AppDesk(to.Org, (string)keys["consumerKey"]!, (string)keys["consumerSecret"]!, "https://tieline.example.com/connect/salesforce/callback");
    }

    public ValueTask DisposeAsync() => to.DisposeAsync();

    private static Package Policies(string elements) => new Package().With("ExtlClntAppOauthConfigurablePolicies", "Sample_Tieline_plcy", "extlClntAppOauthPolicies/Sample_Tieline_plcy.ecaOauthPlcy",
        "<externalClientApplication>Sample_Tieline</externalClientApplication>" + elements);

    private async Task PolicyAsync(string elements)
    {
        var name = (string)(await to.ToolingAsync("SELECT DeveloperName FROM ExtlClntAppOauthConfigurablePolicies")).Single()!["DeveloperName"]!;
        await to.DeployedAsync(new Package().With("ExtlClntAppOauthConfigurablePolicies", name, $"extlClntAppOauthPolicies/{name}.ecaOauthPlcy", "<externalClientApplication>Sample_Tieline</externalClientApplication>" + elements));
    }

    [Fact]
    public async Task Only_users_of_the_named_permission_sets_and_profiles_are_let_in()
    {
        Assert.NotNull((await app.TokensAsync("admin"))["access_token"]);
        await PolicyAsync("<commaSeparatedPermissionSet>Webex_User, Webex_Integration</commaSeparatedPermissionSet><permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>");
        Assert.Equal("OAUTH_APP_ACCESS_DENIED", (string)(await app.AllowAsync("admin"))["error"]!);
        Assert.NotNull((await app.TokensAsync("bo.lind"))["access_token"]);
        var profile = (string)(await to.Admin.QueryAsync("SELECT Id FROM Profile WHERE Name = 'System Administrator'")).Records.Single()!["Id"]!;
        await PolicyAsync($"<commaSeparatedProfile>{profile}</commaSeparatedProfile><permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>");
        Assert.Equal("OAUTH_APP_ACCESS_DENIED", (string)(await app.AllowAsync("bo.lind"))["error"]!);
        Assert.NotNull((await app.TokensAsync("admin"))["access_token"]);
    }

    [Theory]
    [InlineData("<refreshTokenPolicyType>Zero</refreshTokenPolicyType>", 0)]
    [InlineData("<refreshTokenPolicyType>SpecificLifetime</refreshTokenPolicyType><refreshTokenValidityPeriod>2</refreshTokenValidityPeriod><refreshTokenValidityUnit>Hours</refreshTokenValidityUnit>", 7200)]
    [InlineData("<refreshTokenPolicyType>SpecificInactivity</refreshTokenPolicyType><refreshTokenValidityPeriod>1</refreshTokenValidityPeriod>", 86400)]
    public async Task A_refresh_token_lives_as_long_as_the_policy_says(string policy, int seconds)
    {
        await PolicyAsync(policy);
        var tokens = await app.TokensAsync();
        if (seconds > 0)
        {
            await to.StepAsync(seconds - 1);
            var other = await app.TokensAsync();
            Assert.NotNull((await app.RefreshAsync(other))["access_token"]);
            await to.StepAsync(1);
        }

        Assert.Equal("invalid_grant: expired access/refresh token", AppDesk.Problem(await app.RefreshAsync(tokens)));
    }

    [Fact]
    public async Task Addresses_and_the_sessions_length_follow_the_policy()
    {
        await PolicyAsync("<ipRelaxationPolicyType>Enforce_RelaxRefresh</ipRelaxationPolicyType><sessionTimeoutInMinutes>15</sessionTimeoutInMinutes>");
        var tokens = await app.TokensAsync();
        var client = new OrgClient(to.Org.Http, (string)tokens["access_token"]!, "");
        await to.StepAsync(899);
        (await client.GetAsync("limits")).Is(200);
        await to.StepAsync(2);
        (await client.GetAsync("limits")).Refused("INVALID_SESSION_ID", 401);
        await to.Org.ControlAsync("ip", JsonNode.Parse("""{"ranges":["203.0.113.0/24"]}"""));
        Assert.Equal("ip restricted", (string)(await app.AllowAsync())["error_description"]!);
        Assert.NotNull((await app.RefreshAsync(tokens))["access_token"]);
    }

    [Theory]
    [InlineData("<ipRelaxationPolicyType>Sometimes</ipRelaxationPolicyType>", "Invalid IP relaxation policy: Sometimes")]
    [InlineData("<commaSeparatedPermissionSet>Nobody</commaSeparatedPermissionSet>", "In field: commaSeparatedPermissionSet - no PermissionSet named Nobody found")]
    [InlineData("<commaSeparatedProfile>Nobody</commaSeparatedProfile>", "In field: commaSeparatedProfile - no Profile named Nobody found")]
    [InlineData("<clientCredentialsFlowUser>nobody@nordlys.example</clientCredentialsFlowUser>", "In field: clientCredentialsFlowUser - no User named nobody@nordlys.example found")]
    [InlineData("<refreshTokenPolicyType>SpecificLifetime</refreshTokenPolicyType>", "Required field is missing: refreshTokenValidityPeriod")]
    [InlineData("<refreshTokenPolicyType>SpecificLifetime</refreshTokenPolicyType><refreshTokenValidityPeriod>100000</refreshTokenValidityPeriod><refreshTokenValidityUnit>Months</refreshTokenValidityUnit>", "A refresh token is valid for 10 years at most")]
    [InlineData("<refreshTokenValidityUnit>Fortnights</refreshTokenValidityUnit>", "Invalid unit: Fortnights")]
    [InlineData("<sessionTimeoutInMinutes>0</sessionTimeoutInMinutes>", "The session timeout lies between 1 and 1440 minutes")]
    public async Task A_policy_that_makes_no_sense_is_refused(string elements, string problem)
    {
        await to.DeployedAsync(new Package().Deleting("ExtlClntAppOauthConfigurablePolicies", (string)(await to.ToolingAsync("SELECT DeveloperName FROM ExtlClntAppOauthConfigurablePolicies")).Single()!["DeveloperName"]!));
        Assert.Equal(problem, (await to.ProblemsAsync(Policies(elements)))["Sample_Tieline_plcy"]);
    }
}
