using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>Upserts by external id, as older and newer versions of the API answer them, and the look of answers.</summary>
public sealed class UpsertTests : IAsyncLifetime
{
    private const string Key = "/services/data/v{0}/sobjects/Contact/Email/new@fjord.example";
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task Before_version_46_only_a_record_that_is_new_has_a_body()
    {
        var made = (await UpsertAsync("45.0")).Is(201);
        Assert.True((bool)made.Body!["created"]!);
        Assert.Equal("", (await UpsertAsync("45.0")).Is(204).Text);
        var changed = (await UpsertAsync("46.0")).Is(200).Body!;
        Assert.Equal((made.Id, false), ((string)changed["id"]!, (bool)changed["created"]!));
    }

    [Fact]
    public async Task With_update_only_nothing_new_is_made()
    {
        (await UpsertAsync("66.0", "?updateOnly=true")).Refused("NOT_FOUND", 404);
        Assert.Empty((await ann.QueryAsync("SELECT Id FROM Contact")).Records);
        (await UpsertAsync("66.0", "?updateOnly=false")).Is(201);
        (await UpsertAsync("66.0", "?updateOnly=true", "Changed")).Is(200);
        Assert.Equal("Changed", (string)(await ann.QueryAsync("SELECT LastName FROM Contact")).Records.Single()!["LastName"]!);
    }

    [Fact]
    public async Task A_key_may_hold_a_slash()
    {
        (await ann.SendAsync("PATCH", "sobjects/Contact/Email/sales%2Fnorth@fjord.example", new JsonObject { ["LastName"] = "North" })).Is(201);
        Assert.Equal("sales/north@fjord.example", (string)(await ann.GetAsync("sobjects/Contact/Email/sales%2fnorth@fjord.example")).Is(200).Body!["Email"]!);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("true", false)]
    public async Task An_answer_is_printed_over_several_lines_when_asked_with_a_one(string header, bool pretty)
    {
        var answer = (await ann.GetAsync("limits", ("X-PrettyPrint", header))).Is(200);
        Assert.Equal(pretty, answer.Text.Contains('\n', StringComparison.Ordinal));
        Assert.Equal(pretty, (await ann.GetAsync("sobjects/Nothing", ("X-PrettyPrint", header))).Is(404).Text.Contains('\n', StringComparison.Ordinal));
    }

    private Task<OrgAnswer> UpsertAsync(string version, string query = "", string name = "New") =>
        ann.SendAsync("PATCH", string.Format(System.Globalization.CultureInfo.InvariantCulture, Key, version) + query, new JsonObject { ["LastName"] = name });
}
