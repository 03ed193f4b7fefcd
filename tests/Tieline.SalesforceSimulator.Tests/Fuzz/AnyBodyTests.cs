using CsCheck;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>Whatever JSON or CSV comes to a door of REST is taken or refused.</summary>
public sealed class AnyBodyTests
{
    private const string Account = "001Ti0000000001IAA";
    private const string Rows = """{"allOrNone":false,"records":[{"attributes":{"type":"Account"},"Name":"A","AnnualRevenue":5.5,"Id":null},{"attributes":{"type":"Contact"},"LastName":"B","Account":{"attributes":{"type":"Account"},"Name":"A"},"Birthdate":"1990-01-01"}]}""";
    private const string Nodes = """{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"X"}},{"method":"PATCH","url":"/services/data/v66.0/sobjects/Account/@{a.id}","referenceId":"b","httpHeaders":{"If-Match":"*"},"body":{"Name":"@{a.id}"}}""";
    private const string Parts = $$"""[{{Nodes}},{"method":"GET","url":"/services/data/v66.0/query?q=SELECT+Id+FROM+Account+WHERE+Id='@{a.id}'","referenceId":"c"}]""";

    private static readonly (string Method, string Path, string Body)[] Right =
    [
        ("POST", "sobjects/Account", """{"Name":"Fjord","AnnualRevenue":12.5,"NumberOfEmployees":7,"Website":"https://a.example","BillingLatitude":59.9,"OwnerId":"005Ti0000000001IAA","attributes":{"type":"Account"}}"""),
        ("POST", "sobjects/Task", """{"Subject":"Call","Status":"Completed","Priority":"Normal","WhatId":"001Ti0000000001IAA","ActivityDate":"2030-01-01","CallDurationInSeconds":60,"ReminderDateTime":"2030-01-01T10:00:00Z","IsReminderSet":true}"""),
        ("POST", "sobjects/Task", """{"Subject":"Series","Status":"Not Started","IsRecurrence":true,"RecurrenceType":"RecursWeekly","RecurrenceInterval":1,"RecurrenceDayOfWeekMask":2,"RecurrenceStartDateOnly":"2030-01-01","RecurrenceEndDateOnly":"2030-02-01"}"""),
        ("POST", "sobjects/Event", """{"Subject":"Meet","StartDateTime":"2030-01-01T10:00:00Z","EndDateTime":"2030-01-01T11:00:00Z","DurationInMinutes":60,"IsAllDayEvent":false,"WhoId":"003Ti0000000001IAA"}"""),
        ("POST", "sobjects/User", """{"Username":"x@nordlys.example","LastName":"X","Email":"x@nordlys.example","Alias":"x","ProfileId":"00eTi0000000001IAA","TimeZoneSidKey":"Europe/Oslo","LocaleSidKey":"en_US","EmailEncodingKey":"UTF-8","LanguageLocaleKey":"en_US","IsActive":true}"""),
        ("POST", "sobjects/Opportunity", """{"Name":"O","StageName":"Prospecting","CloseDate":"2030-01-01","Amount":1e3,"Probability":50,"Account":{"Name":"x"}}"""),
        ("PATCH", "sobjects/Account/" + Account, """{"Name":"Changed","ParentId":"001Ti0000000002IAA","Description":null}"""),
        ("PATCH", "sobjects/Contact/Email/a@b.example", """{"LastName":"Up","Phone":"+4712345678"}"""),
        ("POST", "composite/sobjects", Rows), ("PATCH", "composite/sobjects", Rows.Replace("null", $"\"{Account}\"")), ("PATCH", "composite/sobjects/Contact/Email", """{"records":[{"attributes":{"type":"Contact"},"LastName":"B","Email":"a@b.example"}]}"""),
        ("POST", "composite/sobjects/Account", $$"""{"ids":["{{Account}}"],"fields":["Id","Name"]}"""),
        ("POST", "composite/tree/Account", """{"records":[{"attributes":{"type":"Account","referenceId":"r1"},"Name":"T","Contacts":{"records":[{"attributes":{"type":"Contact","referenceId":"r2"},"LastName":"C"}]}}]}"""),
        ("POST", "composite/batch", """{"haltOnError":true,"batchRequests":[{"method":"GET","url":"v66.0/sobjects/Account","richInput":{}},{"method":"PATCH","url":"v66.0/sobjects/Account/001Ti0000000001IAA","richInput":{"Name":"B"},"binaryPartName":"x"}]}"""),
        ("POST", "composite", $$"""{"allOrNone":true,"collateSubrequests":false,"compositeRequest":{{Parts}}}"""),
        ("POST", "composite/graph", $$"""{"graphs":[{"graphId":"g","compositeRequest":[{{Nodes}}]}]}"""),
        ("POST", "parameterizedSearch", """{"q":"acme","in":"NAME","fields":["Id"],"sobjects":[{"name":"Account","fields":["Id","Name"],"where":"Name != 'x'","orderBy":"Name","limit":5}],"overallLimit":10,"defaultLimit":3}"""),
        ("POST", "jobs/ingest", """{"object":"Contact","operation":"upsert","externalIdFieldName":"Email","contentType":"CSV","lineEnding":"LF","columnDelimiter":"COMMA"}"""),
        ("POST", "jobs/query", """{"operation":"query","query":"SELECT Id, Name FROM Account","contentType":"CSV","lineEnding":"CRLF","columnDelimiter":"TAB"}"""),
        ("PATCH", "jobs/ingest/750Ti0000000001IAA", """{"state":"UploadComplete"}"""), ("PATCH", "jobs/query/750Ti0000000002IAA", """{"state":"Aborted"}"""),
        ("POST", "tooling/sobjects/PlatformEventChannel", """{"FullName":"A__chn","Metadata":{"channelType":"data","label":"A"}}"""),
        ("POST", "tooling/sobjects/PlatformEventChannelMember", """{"FullName":"M1","Metadata":{"eventChannel":"ChangeEvents","selectedEntity":"AccountChangeEvent","filterExpression":"Name != 'x' AND AnnualRevenue > 5","enrichedFields":[{"name":"Name"}]}}"""),
        ("PATCH", "tooling/sobjects/PlatformEventChannelMember/0v8Ti0000000001IAA", """{"Metadata":{"eventChannel":"ChangeEvents","selectedEntity":"AccountChangeEvent"}}"""),
        ("PATCH", "metadata/deployRequest/0AfTi0000000001IAA", """{"deployResult":{"status":"Canceling"}}"""),
    ];

    private static readonly string[] CsvPieces = [",", "\n", "\r", "\"", "Id", "#N/A", "Account.Name", "\t", "|", "\0", "\uFEFF", "\uD800", "1e400", "2030-13-45", "yes", "99999999999999999999999999"];
    private static readonly string[] Csvs = ["LastName,Email,Birthdate,Account.Name\nA,a@b.example,1990-01-01,X\n\"B \"\"b\"\"\",,#N/A,\n", "Id,Name\n001Ti0000000001IAA,X\n", "Id\n003Ti0000000001IAA\n"];
    private static readonly string[] States = ["UploadComplete", "Aborted"];

    private static readonly Gen<AnyRequest> Json = Gen.Int[0, Right.Length - 1].SelectMany(i =>
        Gen.OneOf(Broken.Json(Right[i].Body), Broken.Json(Right[i].Body), Broken.Json(Right[i].Body), Broken.Text([Right[i].Body], ["\"", "{", "}", "[", ",", "\\", "\0", "\u00e9", ":"]))
            .Select(body => new AnyRequest(Right[i].Method, "/services/data/v66.0/" + Right[i].Path, body)));

    [Fact]
    public async Task No_json_breaks_a_door()
    {
        await using var org = await FuzzedOrg.StartAsync();
        await org.TryAsync(Json);
    }

    [Fact]
    public async Task No_data_breaks_a_bulk_job()
    {
        await using var org = await FuzzedOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.Org.ControlAsync("clock", new System.Text.Json.Nodes.JsonObject { ["mode"] = "stepped" });
        var job = Broken.Json("""{"object":"Contact","operation":"insert"}""", """{"object":"Contact","operation":"upsert","externalIdFieldName":"Email","lineEnding":"CRLF"}""", """{"object":"Account","operation":"update","columnDelimiter":"TAB"}""", """{"object":"Contact","operation":"delete"}""");
        await Gen.Select(job, Broken.Text(Csvs, CsvPieces), AnyOf.These(States)).SampleAsync(async (body, csv, state) =>
        {
            var ann = await org.Org.AsAsync("admin");
            var made = await ann.SendContentAsync("POST", "jobs/ingest", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
            var path = "/services/data/v66.0/jobs/ingest/" + (made.Status == 200 ? made.Id : "750Ti0000000001IAA");
            if (made.Status >= 500) throw new InvalidOperationException(made.Text);
            await org.SendAsync(new AnyRequest("PUT", path + "/batches", csv, "text/csv"));
            await org.SendAsync(new AnyRequest("PATCH", path, $$"""{"state":"{{state}}"}"""));
            await org.Org.ControlAsync("clock", new System.Text.Json.Nodes.JsonObject { ["advanceSeconds"] = 2 });
            foreach (var part in new[] { "", "/successfulResults", "/failedResults", "/unprocessedrecords" }) await org.SendAsync(new AnyRequest("GET", path + part));
            await org.SendAsync(new AnyRequest("DELETE", path));
        }, iter: FuzzCases.Each / 10 + 1, threads: 1);
    }

    [Fact]
    public async Task The_bodies_that_are_broken_were_whole()
    {
        await using var org = await FuzzedOrg.StartAsync();
        foreach (var (method, path, body) in Right.Where(r => !r.Path.Contains("0Af") && !r.Path.Contains("750") && !r.Path.Contains("sobjects/User") && !r.Path.Contains("Opportunity")))
            Assert.Matches("^20[014] ", $"{await org.SendAsync(new AnyRequest(method, "/services/data/v66.0/" + path, body))}".TrimStart('(').Replace(',', ' '));
    }
}
