using System.Text.Json.Nodes;
using Eventbus.V1;
using Grpc.Core;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Topics, their schemas, and the channels that make them.</summary>
public sealed class TopicTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient admin = null!;
    private PubSubClient client = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        admin = await org.AsAsync("admin");
        client = await PubSubClient.OpenAsync(org, admin);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await org.DisposeAsync();
    }

    private async Task<TopicInfo> TopicAsync(string name) => await client.Calls.GetTopicAsync(new TopicRequest { TopicName = name }, client.Metadata);

    private async Task<JsonObject> SchemaAsync(string id) => JsonNode.Parse((await client.Calls.GetSchemaAsync(new SchemaRequest { SchemaId = id }, client.Metadata)).SchemaJson)!.AsObject();

    private static string[] Names(JsonNode record) => [.. record["fields"]!.AsArray().Select(f => (string)f!["name"]!)];

    [Fact]
    public async Task The_accounts_schema_has_the_documented_order()
    {
        await admin.SelectAsync("Account");
        var topic = await TopicAsync("/data/AccountChangeEvent");
        Assert.Equal(("/data/AccountChangeEvent", false, true), (topic.TopicName, topic.CanPublish, topic.CanSubscribe));
        Assert.StartsWith("00D", topic.TenantGuid);
        var schema = await SchemaAsync(topic.SchemaId);
        Assert.Equal(("AccountChangeEvent", "com.sforce.eventbus"), ((string)schema["name"]!, (string)schema["namespace"]!));
        var names = Names(schema);
        Assert.Equal(("ChangeEventHeader", "Name", "BillingAddress", "Description", "LastModifiedDate", "OperatingHoursId"), (names[0], names[1], names[4], names[16], names[22], names[35]));
        Assert.DoesNotContain("Id", names);
        Assert.DoesNotContain("BillingCity", names);
        Assert.Equal(
            ["entityName", "recordIds", "changeType", "changeOrigin", "transactionKey", "sequenceNumber", "commitTimestamp", "commitNumber", "commitUser", "nulledFields", "diffFields", "changedFields"],
            Names(schema["fields"]![0]!["type"]!));
        Assert.Equal(["null", "string"], schema["fields"]![1]!["type"]!.AsArray().Select(t => (string)t!));
        Assert.Equal(["Street", "City", "State", "PostalCode", "Country", "StateCode", "CountryCode", "Latitude", "Longitude", "Xyz", "GeocodeAccuracy"], Names(schema["fields"]![4]!["type"]![1]!));
    }

    [Theory]
    [InlineData("Contact", "AnnualRevenue", "Email")]
    [InlineData("Lead", "Id", "Company")]
    [InlineData("Task", "Id", "CallDurationInSeconds")]
    [InlineData("CampaignMember", "IsDeleted", "Status")]
    [InlineData("CampaignMemberStatus", "SystemModstamp", "Label")]
    [InlineData("Event", "Id", "StartDateTime")]
    [InlineData("User", "FullPhotoUrl", "Username")]
    public async Task Each_object_that_can_be_selected_has_a_schema_that_reads(string name, string not, string has)
    {
        await admin.SelectAsync(name);
        var schema = await SchemaAsync((await TopicAsync($"/data/{name}ChangeEvent")).SchemaId);
        Assert.NotNull(global::Avro.Schema.Parse(schema.ToJsonString()));
        Assert.Contains(has, Names(schema));
        Assert.DoesNotContain(not, Names(schema));
    }

    [Fact]
    public async Task A_schemas_id_stays_the_same_while_its_fields_do()
    {
        await admin.SelectAsync("Task");
        var first = (await TopicAsync("/data/TaskChangeEvent")).SchemaId;
        await org.ControlAsync("picklists", new JsonObject { ["object"] = "Task", ["field"] = "Status", ["values"] = new JsonArray(new JsonObject { ["value"] = "Done" }) });
        Assert.Equal(first, (await TopicAsync("/data/TaskChangeEvent")).SchemaId);
    }

    [Theory]
    [InlineData("/data/ContactChangeEvent")]
    [InlineData("/data/NonsenseChangeEvent")]
    [InlineData("/data/Webex__chn")]
    [InlineData("/data/accountchangeevent")]
    [InlineData("/event/Order__e")]
    [InlineData("AccountChangeEvent")]
    [InlineData("")]
    public async Task A_topic_that_the_org_has_not_is_refused(string name)
    {
        await admin.SelectAsync("Account");
        var refused = await Assert.ThrowsAsync<RpcException>(() => TopicAsync(name));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.StartsWith("sfdc.platform.eventbus.grpc.", refused.Trailers.GetValue("error-code"));
        Assert.NotNull(refused.Trailers.GetValue("rpc-id"));
        using var listener = await client.SubscribeAsync(name);
        Assert.Equal(StatusCode.NotFound, (await listener.EndAsync()).Status);
    }

    [Fact]
    public async Task Five_objects_can_be_selected_and_a_sixth_once_the_org_has_bought_more()
    {
        await admin.SelectAsync("Account", "Contact", "Lead", "Task", "Event");
        (await admin.TryChannelAsync("Webex__chn")).Is(201);
        (await admin.TrySelectAsync("Webex__chn", "Account")).Is(201);
        (await admin.TrySelectAsync("Webex__chn", "Case")).Refused("LIMIT_EXCEEDED");
        await org.ControlAsync("switches", new JsonObject { ["fiveChangeDataObjects"] = false });
        (await admin.TrySelectAsync("Webex__chn", "Case")).Is(201);
    }

    [Theory]
    [InlineData("ChangeEvents", "Profile", "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("Nowhere__chn", "Account", "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("ChangeEvents", "Account", "FIELD_INTEGRITY_EXCEPTION", "Nonsense")]
    [InlineData("ChangeEvents", "Account", "INVALID_FIELD", null, "Nonsense = 'x'")]
    [InlineData("ChangeEvents", "Account", "MALFORMED_QUERY", null, "Industry =")]
    [InlineData("ChangeEvents", "Account", "MALFORMED_QUERY", null, "Industry = 'x' LIMIT 1")]
    [InlineData("ChangeEvents", "Account", "FIELD_INTEGRITY_EXCEPTION", null, "Owner.Name = 'x'")]
    [InlineData("ChangeEvents", "Account", "FIELD_INTEGRITY_EXCEPTION", null, "Id IN (SELECT AccountId FROM Contact)")]
    public async Task A_member_that_makes_no_sense_is_refused(string channel, string name, string code, string? enriched = null, string? filter = null) =>
        (await admin.TrySelectAsync(channel, name, enriched is null ? null : [enriched], filter)).Refused(code);

    [Theory]
    [InlineData("Webex", "data", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("We__bex__chn", "data", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("1Webex__chn", "data", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("Webex__chn", "nonsense", "FIELD_INTEGRITY_EXCEPTION")]
    public async Task A_channel_that_makes_no_sense_is_refused(string name, string type, string code) => (await admin.TryChannelAsync(name, type)).Refused(code);

    [Fact]
    public async Task A_channel_and_its_members_can_be_read_changed_and_removed()
    {
        var channel = (await admin.TryChannelAsync("Webex__chn")).Is(201).Id;
        (await admin.TryChannelAsync("webex__chn")).Refused("DUPLICATE_DEVELOPER_NAME");
        var member = (await admin.TrySelectAsync("Webex__chn", "Account")).Is(201).Id;
        var path = "tooling/sobjects/PlatformEventChannelMember/" + member;
        Assert.Equal(("Webex__chn", "AccountChangeEvent"), await MemberAsync(path));
        var asked = (await admin.GetAsync("tooling/query?q=" + Uri.EscapeDataString("SELECT Id FROM PlatformEventChannelMember WHERE SelectedEntity = 'AccountChangeEvent'"))).Is(200).Body!["records"]!.AsArray();
        Assert.Equal(member, (string)Assert.Single(asked)!["Id"]!);
        (await admin.SendAsync("DELETE", "tooling/sobjects/PlatformEventChannel/" + channel, null)).Refused("DELETE_FAILED");
        (await admin.SendAsync("PATCH", path, new JsonObject { ["Metadata"] = new JsonObject { ["eventChannel"] = "Webex__chn", ["selectedEntity"] = "AccountChangeEvent", ["filterExpression"] = "Industry = 'Energy'" } })).Is(204);
        Assert.Equal("Industry = 'Energy'", (string)(await admin.GetAsync(path)).Is(200).Body!["FilterExpression"]!);
        (await admin.SendAsync("DELETE", path, null)).Is(204);
        (await admin.SendAsync("DELETE", "tooling/sobjects/PlatformEventChannel/" + channel, null)).Is(204);
        (await admin.GetAsync(path)).Refused("NOT_FOUND", 404);
        await Assert.ThrowsAsync<RpcException>(() => TopicAsync("/data/Webex__chn"));
    }

    private async Task<(string, string)> MemberAsync(string path)
    {
        var metadata = (await admin.GetAsync(path)).Is(200).Body!["Metadata"]!;
        return ((string)metadata["eventChannel"]!, (string)metadata["selectedEntity"]!);
    }
}
