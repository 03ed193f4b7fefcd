using System.Text.Json.Nodes;
using CsCheck;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;
using Tieline.SalesforceSimulator.Tests.Fuzz;

namespace Tieline.SalesforceSimulator.Tests.Bulk;

/// <summary>Whatever comes to the bulk doors is answered or refused, and every job that is closed comes to an end.</summary>
public sealed class AnyJobTests
{
    private static readonly string[] Pieces =
    [
        "Id", "LastName", "Email", "Account.Name", "ReportsTo.Email", "Lead:Owner.Email", "User:Owner.Username", "A:B:C.D", "..", ":.", "AnnualRevenue", "Birthdate", "DoNotCall", "OwnerId", "MailingLatitude",
        ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "\t", "|", "#N/A", "yes", "x", "003Ti0000000001IAA", "005Ti0000000001IAA", "2030-01-01", "2030-13-45", "1e400", "99999999999999999999999999999999", "\0", "é", "\uFEFF", "\uD800",
    ];

    private static readonly string[] Operations = ["insert", "update", "upsert", "delete"];

    private static readonly Gen<string> Csv = AnyOf.These(Pieces).Array[0, 30].Select(string.Concat);

    private static readonly Gen<string> Job = Gen.Select(
        AnyOf.These(Operations), AnyOf.These("Contact", "Account", "Task", "CampaignMember", "User", "Case", "PermissionSetAssignment"),
        AnyOf.These("LF", "CRLF"), AnyOf.These("COMMA", "TAB", "PIPE"), AnyOf.These("Id", "Email", "Username"))
        .Select((operation, name, end, delimiter, key) => new JsonObject { ["operation"] = operation, ["object"] = name, ["lineEnding"] = end, ["columnDelimiter"] = delimiter, ["externalIdFieldName"] = key }.ToJsonString());

    [Fact]
    public void No_data_breaks_or_hangs_a_job()
    {
        using var org = Seeded();
        Gen.Select(Job, Gen.OneOf(Csv, Csv.Select(rows => "LastName,Email\n" + rows), Csv.Select(rows => "Id\n" + rows), Gen.String)).Sample((job, csv) =>
        {
            var made = Ask(org, "POST", "jobs/ingest", job);
            if (made.Status != 200) return made.Status == 400;
            var path = $"jobs/ingest/{made.Body!["id"]}";
            if (Ask(org, "PUT", path + "/batches", csv, "text/csv").Status != 201 || Ask(org, "PATCH", path, """{"state":"UploadComplete"}""").Status != 200) return false;
            org.Clock.AdvanceAsync(TimeSpan.FromSeconds(2)).Wait();
            var state = (string?)Ask(org, "GET", path, "").Body!["state"];
            var results = new[] { "successfulResults", "failedResults", "unprocessedrecords" }.Select(r => Ask(org, "GET", $"{path}/{r}", "").Status);
            return state is "JobComplete" or "Failed" && results.All(s => s == 200) && Ask(org, "DELETE", path, "").Status == 204;
        }, iter: FuzzCases.Each, threads: 1);
    }

    [Fact]
    public void No_body_breaks_the_doors()
    {
        using var org = Seeded();
        Gen.Select(Gen.OneOf(Job, Gen.String, Job.Select(j => j.Replace("\"", ""))), AnyOf.These("jobs/ingest", "jobs/query", "jobs/ingest/750Ti0000000001IAA", "jobs/ingest/x/batches", "jobs/query/x/results", "jobs")).Sample((body, path) =>
            new[] { "POST", "PATCH", "GET" }.All(method => Ask(org, method, path, body).Status is 200 or 400 or 404 or 405 or 415), iter: FuzzCases.Each, threads: 1);
    }

    [Fact]
    public async Task The_jobs_tried_do_save_rows()
    {
        using var org = Seeded();
        var path = "jobs/ingest/" + (string)Ask(org, "POST", "jobs/ingest", """{"object":"Contact","operation":"insert"}""").Body!["id"]!;
        Ask(org, "PUT", path + "/batches", "LastName\nTried\n", "text/csv");
        Ask(org, "PATCH", path, """{"state":"UploadComplete"}""");
        await org.Clock.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(1, (int)Ask(org, "GET", path, "").Body!["numberRecordsProcessed"]!);
    }

    private static SalesforceOrg Seeded()
    {
        var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions());
        org.Clock.SetMode(stepped: true);
        return org;
    }

    private static RestAnswer Ask(SalesforceOrg org, string method, string path, string body, string type = "application/json") => RestRouter.Handle(new RestCall
    {
        Org = org, Method = method, Path = path.Split('/'), Version = "66.0", UserId = "005Ti0000000001IAA", Body = body, Headers = new Dictionary<string, string> { ["content-type"] = type },
    });
}
