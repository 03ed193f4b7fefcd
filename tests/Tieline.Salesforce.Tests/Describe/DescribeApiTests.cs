using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Describe;

public class DescribeApiTests
{
    private const string Task = """
        {"name":"Task","label":"Task","keyPrefix":"00T","createable":true,"fields":[
        {"name":"Status","label":"Status","type":"picklist","length":255,"nillable":false,"defaultedOnCreate":true,"createable":true,"updateable":true,"restrictedPicklist":true,
         "picklistValues":[{"active":true,"defaultValue":true,"label":"Offen","validFor":null,"value":"Not Started"}]},
        {"name":"LastName","type":"string","nillable":false,"defaultedOnCreate":false,"createable":true},
        {"name":"WhoId","type":"reference","referenceTo":["Contact","Lead"],"relationshipName":"Who","nillable":true,"createable":true}],
        "recordTypeInfos":[{"active":true,"available":true,"defaultRecordTypeMapping":true,"developerName":"Master","master":true,"name":"Master","recordTypeId":"012000000000000AAA"}]}
        """;

    private static readonly (string, string) LastModified = ("Last-Modified", "Mon, 23 Nov 2026 08:00:00 GMT");

    [Fact]
    public async Task An_object_is_described()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, Task));

        var task = await cloud.Client().Describe.ObjectAsync("Task", Cancellation);

        Assert.Equal("Offen", Assert.Single(task!.Field("status")!.PicklistValues).Label);
        Assert.False(task.Field("Status")!.Required);
        Assert.True(task.Field("LastName")!.Required);
        Assert.Equal(["Contact", "Lead"], task.Field("WhoId")!.ReferenceTo);
        Assert.Null(task.Field("Hidden__c"));
        Assert.True(Assert.Single(task.RecordTypeInfos).Master);
        Assert.Equal("/services/data/v66.0/sobjects/Task/describe", cloud.Only.Target);
        Assert.Null(cloud.Only.Header("If-Modified-Since"));
    }

    [Fact]
    public async Task An_unchanged_description_is_not_sent_again()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, Task, LastModified), ScriptedCloud.Empty(304), ScriptedCloud.Json(200, Task.Replace("Offen", "Neu", StringComparison.Ordinal), LastModified));
        var describe = cloud.Client().Describe;

        var first = await describe.ObjectAsync("Task", Cancellation);
        var second = await describe.ObjectAsync("Task", Cancellation);
        var third = await describe.ObjectAsync("Task", Cancellation);

        Assert.Same(first, second);
        Assert.Equal("Neu", third!.Field("Status")!.PicklistValues[0].Label);
        Assert.Equal([null, "Mon, 23 Nov 2026 08:00:00 GMT", "Mon, 23 Nov 2026 08:00:00 GMT"], cloud.Seen.Select(request => request.Header("If-Modified-Since")));
    }

    [Fact]
    public async Task All_objects_are_listed_and_kept_apart_from_one()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, """{"encoding":"UTF-8","maxBatchSize":200,"sobjects":[{"name":"Account","label":"Account","keyPrefix":"001","queryable":true}]}""", LastModified),
            ScriptedCloud.Empty(304));
        var describe = cloud.Client().Describe;

        await describe.GlobalAsync(Cancellation);
        var all = await describe.GlobalAsync(Cancellation);

        Assert.Equal("001", Assert.Single(all).KeyPrefix);
        Assert.Equal(["/services/data/v66.0/sobjects", "/services/data/v66.0/sobjects"], cloud.Seen.Select(request => request.Target));
    }

    [Theory]
    [InlineData(404, "NOT_FOUND")]
    [InlineData(400, "INVALID_TYPE")]
    public async Task An_object_that_is_not_there_is_null(int status, string code)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, Error(code)));

        Assert.Null(await cloud.Client().Describe.ObjectAsync("Campaign", Cancellation));
    }
}
