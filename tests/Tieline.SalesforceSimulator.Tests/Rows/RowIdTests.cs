namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>What the path of a row may give for an id.</summary>
public sealed class RowIdTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData("GET", "001Ti0000000001ZZZ")]
    [InlineData("GET", "003Ti0000000001")]
    [InlineData("GET", "003Ti0000000009AAA")]
    [InlineData("PATCH", "003Ti0000000001")]
    [InlineData("DELETE", "a name of 15 ch")]
    public async Task An_id_of_another_kind_or_with_a_wrong_checksum_is_malformed(string method, string id)
    {
        var answer = (await ann.SendAsync(method, "sobjects/Account/" + Uri.EscapeDataString(id), method == "PATCH" ? new System.Text.Json.Nodes.JsonObject() : null)).Refused("MALFORMED_ID");
        Assert.Equal("Account ID: id value of incorrect type: " + id, answer.Message);
        Assert.Equal(["Id"], answer.ErrorFields);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("001Ti0000009999")]
    [InlineData("001Ti00000099991")]
    public async Task What_has_no_length_of_an_id_or_names_no_row_is_not_found(string id) => (await ann.GetAsync("sobjects/Account/" + id)).Refused("NOT_FOUND", 404);
}
