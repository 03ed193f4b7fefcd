using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rows;

public sealed class EntityTagTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task<OrgAnswer> RenameAsync(string id, string name, params (string, string)[] headers) => ann.SendAsync("PATCH", "sobjects/Account/" + id, new JsonObject { ["Name"] = name }, headers);

    [Fact]
    public async Task An_account_is_told_apart_by_its_tag()
    {
        var id = await ann.NewIdAsync("Account", new { Name = "Tagged" });
        var tag = (await ann.GetAsync("sobjects/Account/" + id)).Is(200).Headers.ETag!.Tag;
        Assert.Equal("", (await ann.GetAsync("sobjects/Account/" + id, ("If-None-Match", tag))).Is(304).Text);
        (await ann.GetAsync("sobjects/Account/" + id, ("If-Match", tag))).Is(200);
        (await RenameAsync(id, "Once", ("If-Match", tag))).Is(204);
        (await RenameAsync(id, "Twice", ("If-Match", tag))).Is(412);
        (await ann.GetAsync("sobjects/Account/" + id, ("If-None-Match", tag))).Is(200);
        (await ann.GetAsync("sobjects/Account/" + id, ("If-Match", tag))).Is(412);
        Assert.Equal("Once", (string)(await ann.RowAsync("Account", id))["Name"]!);
    }

    [Fact]
    public async Task A_compressed_answer_has_the_same_tag_marked_so()
    {
        var id = await ann.NewIdAsync("Account", new { Name = "Tagged" });
        var plain = (await ann.GetAsync("sobjects/Account/" + id)).Headers.ETag!.Tag.Trim('"');
        var packed = (await ann.SendAsync("HEAD", "sobjects/Account/" + id, null, ("Accept-Encoding", "gzip"))).Is(200).Headers.ETag!.Tag.Trim('"');
        Assert.Equal(plain + "-gzip", packed);
        (await RenameAsync(id, "Once", ("If-Match", $"\"{packed}\""))).Is(204);
    }

    [Theory]
    [InlineData("no tag", 400)]
    [InlineData("\"\"", 400)]
    [InlineData("*", 204)]
    [InlineData("\"another\"", 412)]
    public async Task A_write_takes_only_tags_that_are_tags_and_fit(string header, int status) =>
        (await RenameAsync(await ann.NewIdAsync("Account", new { Name = "Tagged" }), "New", ("If-Match", header))).Is(status);

    [Fact]
    public async Task An_upsert_by_id_keeps_to_the_tag_too()
    {
        var id = await ann.NewIdAsync("Account", new { Name = "Tagged" });
        Task<OrgAnswer> UpsertAsync(string header, string value) => ann.SendAsync("PATCH", "sobjects/Account/Id/" + id, new JsonObject { ["Name"] = "New" }, (header, value));
        (await UpsertAsync("If-Match", "\"another\"")).Refused("PRECONDITION_FAILED", 412);
        (await UpsertAsync("If-None-Match", "*")).Refused("PRECONDITION_FAILED", 412);
        Assert.Equal("Tagged", (string)(await ann.RowAsync("Account", id))["Name"]!);
        (await UpsertAsync("If-Match", "*")).Is(200);
    }

    [Fact]
    public async Task Other_objects_have_no_tag()
    {
        var id = await ann.NewIdAsync("Contact", new { LastName = "Untagged" });
        Assert.Null((await ann.GetAsync("sobjects/Contact/" + id, ("If-Match", "\"x\""))).Is(200).Headers.ETag);
    }
}
