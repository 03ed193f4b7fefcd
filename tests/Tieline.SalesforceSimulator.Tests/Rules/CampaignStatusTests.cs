using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class CampaignStatusTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private string campaign = "";
    private string sent = "";
    private string responded = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        campaign = await ann.NewIdAsync("Campaign", new { Name = "Talk" });
        (sent, responded) = (await StatusAsync("Sent"), await StatusAsync("Responded"));
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private async Task<string> StatusAsync(string label) =>
        (string)(await ann.QueryAsync($"SELECT Id FROM CampaignMemberStatus WHERE CampaignId = '{campaign}' AND Label = '{label}'")).Records.Single()!["Id"]!;

    private async Task<string[]> DefaultsAsync() =>
        [.. (await ann.QueryAsync($"SELECT Label FROM CampaignMemberStatus WHERE CampaignId = '{campaign}' AND IsDefault = true")).Records.Select(r => (string)r!["Label"]!)];

    [Fact]
    public async Task A_new_default_takes_the_place_of_the_old()
    {
        var registered = await ann.NewIdAsync("CampaignMemberStatus", new { CampaignId = campaign, Label = "Registered", SortOrder = 5, IsDefault = true });
        Assert.Equal(["Registered"], await DefaultsAsync());
        (await ann.UpdateAsync("CampaignMemberStatus", sent, new { IsDefault = true })).Is(204);
        Assert.Equal(["Sent"], await DefaultsAsync());
        (await ann.UpdateAsync("CampaignMemberStatus", sent, new { IsDefault = false })).Refused("FIELD_INTEGRITY_EXCEPTION");
        (await ann.DeleteAsync("CampaignMemberStatus", registered)).Is(204);
    }

    [Fact]
    public async Task The_default_the_last_that_responded_and_those_in_use_stay()
    {
        (await ann.DeleteAsync("CampaignMemberStatus", sent)).Refused("DELETE_FAILED");
        (await ann.DeleteAsync("CampaignMemberStatus", responded)).Refused("DELETE_FAILED");
        (await ann.UpdateAsync("CampaignMemberStatus", responded, new { HasResponded = false })).Refused("FIELD_INTEGRITY_EXCEPTION");
        var attended = await ann.NewIdAsync("CampaignMemberStatus", new { CampaignId = campaign, Label = "Attended", HasResponded = true });
        (await ann.DeleteAsync("CampaignMemberStatus", responded)).Is(204);
        await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, ContactId = await ann.NewIdAsync("Contact", new { LastName = "Guest" }), Status = "Attended" });
        await ann.NewIdAsync("CampaignMemberStatus", new { CampaignId = campaign, Label = "Watched", HasResponded = true });
        (await ann.DeleteAsync("CampaignMemberStatus", attended)).Refused("DELETE_FAILED");
        (await ann.DeleteAsync("Campaign", campaign)).Is(204);
    }

    [Fact]
    public async Task Members_follow_their_status()
    {
        var member = await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, ContactId = await ann.NewIdAsync("Contact", new { LastName = "Guest" }) });
        (await ann.UpdateAsync("CampaignMemberStatus", sent, new { Label = "Invited", HasResponded = true })).Is(204);
        var row = await ann.RowAsync("CampaignMember", member);
        Assert.Equal(("Invited", true), ((string)row["Status"]!, (bool)row["HasResponded"]!));
    }

    [Fact]
    public async Task Who_follows_is_stamped_and_who_need_not_is_left_alone()
    {
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        var member = await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, ContactId = await ann.NewIdAsync("Contact", new { LastName = "Guest" }) });
        async Task<DateTimeOffset> StampAsync(string name, string id) => DateTimeOffset.Parse((string)(await ann.RowAsync(name, id))["SystemModstamp"]!, System.Globalization.CultureInfo.InvariantCulture);
        var before = await StampAsync("CampaignMember", member);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 60 });
        (await ann.UpdateAsync("CampaignMemberStatus", sent, new { SortOrder = 9 })).Is(204);
        Assert.Equal(before, await StampAsync("CampaignMember", member));
        (await ann.UpdateAsync("CampaignMemberStatus", responded, new { IsDefault = true })).Is(204);
        (await ann.UpdateAsync("CampaignMemberStatus", sent, new { Label = "Invited" })).Is(204);
        Assert.Equal(before.AddMinutes(1), await StampAsync("CampaignMember", member));
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 60 });
        (await ann.UpdateAsync("CampaignMemberStatus", sent, new { IsDefault = true })).Is(204);
        Assert.Equal(before.AddMinutes(2), await StampAsync("CampaignMemberStatus", responded));
    }

    [Fact]
    public async Task A_label_stands_once_in_a_campaign() =>
        (await ann.CreateAsync("CampaignMemberStatus", new { CampaignId = campaign, Label = "sent" })).Refused("DUPLICATE_VALUE");
}
