using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Bulk;

/// <summary>The life of a job, whatever its rows.</summary>
public sealed class IngestJobTests : IAsyncLifetime
{
    private static readonly object InsertContacts = new { @object = "contact", operation = "insert", lineEnding = "LF" };
    private readonly SteppedOrg stepped = new();

    private OrgClient Ann => stepped.Ann;

    public ValueTask InitializeAsync() => stepped.InitializeAsync();

    public ValueTask DisposeAsync() => stepped.DisposeAsync();

    private static string Many(int rows) => "LastName\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"Many{i}\n"));

    private async Task<(string State, int Processed)> StateAsync(string id)
    {
        var job = (await Ann.GetAsync("jobs/ingest/" + id)).Is(200).Body!;
        return ((string)job["state"]!, (int)job["numberRecordsProcessed"]!);
    }

    [Fact]
    public async Task A_new_job_is_open_and_says_where_its_data_goes()
    {
        var job = (await SteppedOrg.CreateAsync(InsertContacts, Ann)).Is(200).Body!;
        var id = (string)job["id"]!;
        Assert.StartsWith("750", id);
        Assert.Equal(("Open", "Contact", "insert", "Parallel", "CSV", "LF", "COMMA"), ((string)job["state"]!, (string)job["object"]!, (string)job["operation"]!,
            (string)job["concurrencyMode"]!, (string)job["contentType"]!, (string)job["lineEnding"]!, (string)job["columnDelimiter"]!));
        Assert.Equal(($"services/data/v66.0/jobs/ingest/{id}/batches", Ann.UserId, "66.0"), ((string)job["contentUrl"]!, (string)job["createdById"]!, job["apiVersion"]!.ToJsonString()));
        Assert.Equal("V2Ingest", (string)(await Ann.GetAsync($"jobs/ingest/{id}/")).Is(200).Body!["jobType"]!);
    }

    [Fact]
    public async Task A_job_is_worked_on_in_chunks_as_the_clock_goes_on()
    {
        var id = await stepped.CloseAsync(InsertContacts, Many(450));
        Assert.Equal(("UploadComplete", 0), await StateAsync(id));
        await stepped.PassAsync(0.25);
        Assert.Equal(("InProgress", 0), await StateAsync(id));
        await stepped.PassAsync(0.25);
        Assert.Equal(("InProgress", 200), await StateAsync(id));
        (await Ann.GetAsync($"jobs/ingest/{id}/successfulResults")).Refused("INVALIDJOBSTATE");
        (await Ann.SendAsync("DELETE", "jobs/ingest/" + id, null)).Refused("INVALIDJOBSTATE");
        await stepped.PassAsync(0.5);
        Assert.Equal(("JobComplete", 450), await StateAsync(id));
        Assert.Equal(750, (int)(await Ann.GetAsync("jobs/ingest/" + id)).Body!["totalProcessingTime"]!);
    }

    [Fact]
    public async Task An_aborted_job_keeps_what_it_saved_and_gives_back_the_rest()
    {
        var id = await stepped.CloseAsync(InsertContacts, Many(250));
        await stepped.PassAsync(0.5);
        Assert.Equal("Aborted", (string)(await SteppedOrg.SetStateAsync(Ann, id, "Aborted")).Is(200).Body!["state"]!);
        await stepped.PassAsync(60);
        Assert.Equal(("Aborted", 200), await StateAsync(id));
        Assert.Equal(51, (await stepped.ResultAsync(id, "unprocessedrecords")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("Aborting already Aborted Job not allowed", (await SteppedOrg.SetStateAsync(Ann, id, "Aborted")).Refused("INVALIDJOBSTATE").Message);
        Assert.Equal("Closing already Aborted Job not allowed", (await SteppedOrg.SetStateAsync(Ann, id, "UploadComplete")).Refused("INVALIDJOBSTATE").Message);
        (await Ann.SendAsync("DELETE", "jobs/ingest/" + id, null)).Is(204);
        (await Ann.GetAsync("jobs/ingest/" + id)).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task Data_is_taken_once_as_CSV_while_the_job_is_open()
    {
        var id = await SteppedOrg.OpenAsync(InsertContacts, Ann);
        (await SteppedOrg.PutAsync(Ann, id, "{}", "application/json")).Refused("UNSUPPORTED_MEDIA_TYPE", 415);
        Assert.Empty((await SteppedOrg.PutAsync(Ann, id, "LastName\nA\n")).Is(201).Text);
        (await SteppedOrg.PutAsync(Ann, id, "LastName\nB\n")).Refused("CLIENTINPUTERROR");
        (await SteppedOrg.SetStateAsync(Ann, id, "InProgress")).Refused("INVALIDJOBSTATE");
        (await SteppedOrg.SetStateAsync(Ann, id, "UploadComplete")).Is(200);
        (await SteppedOrg.PutAsync(Ann, id, "LastName\nB\n")).Refused("INVALIDJOBSTATE");
        (await Ann.SendAsync("PATCH", "jobs/ingest/" + id, new JsonObject { ["object"] = "Lead" })).Refused("INVALIDJOB");
        (await Ann.SendAsync("POST", $"jobs/ingest/{id}", new JsonObject())).Refused("METHOD_NOT_ALLOWED", 405);
        (await Ann.GetAsync("/services/data/v40.0/jobs/ingest")).Refused("NOT_FOUND", 404);
    }

    [Theory]
    [InlineData(true, 100_000_001, true)]
    [InlineData(false, 100_000_001, false)]
    [InlineData(false, 150_000_001, true)]
    public async Task Too_much_data_is_refused_before_it_is_sent(bool strict, long bytes, bool refused)
    {
        await stepped.Org.ControlAsync("switches", new JsonObject { ["bulkTakes100Megabytes"] = strict });
        var id = await SteppedOrg.OpenAsync(InsertContacts, Ann);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/services/data/v66.0/jobs/ingest/{id}/batches") { Content = new StringContent("", Encoding.UTF8, "text/csv") };
        request.Headers.Authorization = new("Bearer", Ann.Token);
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentLength = bytes;
        var sending = stepped.Org.Http.SendAsync(request, TestContext.Current.CancellationToken);

        // Told to go on, the client finds that it has less to send than it said.
        if (!refused) await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        else Assert.Equal(413, (int)(await sending).StatusCode);
    }

    [Fact]
    public async Task A_job_made_with_its_data_is_closed_at_once()
    {
        using var form = new MultipartFormDataContent("BOUNDARY");
        form.Add(new StringContent("""{"object":"Contact","operation":"insert"}""", Encoding.UTF8, "application/json"), "job");
        form.Add(new StringContent("LastName\nPosted\n", Encoding.UTF8, "text/csv"), "content", "content");
        var job = (await Ann.SendContentAsync("POST", "jobs/ingest", form)).Is(200).Body!;
        Assert.Equal("UploadComplete", (string)job["state"]!);
        await stepped.PassAsync(1);
        Assert.Equal(("JobComplete", 1), await StateAsync((string)job["id"]!));
        Assert.Single((await Ann.QueryAsync("SELECT Id FROM Contact WHERE LastName = 'Posted'")).Is(200).Records);
    }

    [Fact]
    public async Task Jobs_are_listed_to_who_made_them_and_to_the_administrator_for_seven_days()
    {
        var id = await SteppedOrg.OpenAsync(InsertContacts, Ann);
        var (bo, admin) = (await stepped.Org.AsAsync("bo.lind"), await stepped.Org.AsAsync("admin"));
        (await bo.GetAsync("jobs/ingest/" + id)).Refused("NOT_FOUND", 404);
        Assert.Empty((await bo.GetAsync("jobs/ingest")).Is(200).Records);
        Assert.Equal(id, (string)Assert.Single((await admin.GetAsync("jobs/ingest?jobType=V2Ingest")).Is(200).Records)!["id"]!);
        Assert.Empty((await admin.GetAsync("jobs/ingest?jobType=Classic")).Is(200).Records);
        await stepped.PassAsync(7 * 24 * 3600);
        (await (await stepped.Org.AsAsync()).GetAsync("jobs/ingest/" + id)).Refused("NOT_FOUND", 404);
    }

    [Theory]
    [InlineData("""{"object":"Contact"}""", "INVALIDJOB")]
    [InlineData("""{"object":"Contact","operation":"merge"}""", "INVALIDJOB")]
    [InlineData("""{"operation":"insert"}""", "INVALIDJOB")]
    [InlineData("""{"object":"Planet","operation":"insert"}""", "INVALIDENTITY")]
    [InlineData("""{"object":"Organization","operation":"delete"}""", "INVALIDENTITY")]
    [InlineData("""{"object":"Contact","operation":"upsert"}""", "INVALIDJOB")]
    [InlineData("""{"object":"Contact","operation":"upsert","externalIdFieldName":"LastName"}""", "INVALIDJOB")]
    [InlineData("""{"object":"Contact","operation":"insert","columnDelimiter":"SPACE"}""", "INVALIDJOB")]
    [InlineData("""{"object":"Contact","operation":"insert","lineEnding":"CR"}""", "INVALIDJOB")]
    [InlineData("""{"object":"Contact","operation":"insert","contentType":"JSON"}""", "INVALIDJOB")]
    [InlineData("""{"object":"Contact","operation":"insert","assignmentRuleId":"01Q000000000001"}""", "INVALIDJOB")]
    [InlineData("""{"object":"Contact","operation":"insert","colour":"red"}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"object":5,"operation":"insert"}""", "JSON_PARSER_ERROR")]
    [InlineData("[]", "JSON_PARSER_ERROR")]
    public async Task A_job_that_could_not_be_done_is_refused(string job, string code) => (await Ann.SendAsync("POST", "jobs/ingest", JsonNode.Parse(job))).Refused(code);
}
