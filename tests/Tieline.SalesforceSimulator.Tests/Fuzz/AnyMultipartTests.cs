using System.Text;
using CsCheck;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>Whatever comes in parts is taken or refused: deployments and bulk jobs.</summary>
public sealed class AnyMultipartTests
{
    private const string Rest = "/services/data/v66.0/";
    private static readonly string[] Doors = ["metadata/deployRequest", "jobs/ingest", "sobjects/ContentVersion", "sobjects/Account", "metadata/deployRequest/0AfTi0000000001IAA"];
    private static readonly string[] Types = ["multipart/form-data; boundary=b", "multipart/form-data; boundary=b", "multipart/form-data; boundary=b", "multipart/form-data; boundary=\"b\"", "multipart/form-data", "multipart/mixed; boundary=b", "multipart/form-data; boundary=", "multipart/;;", "multipart/form-data; boundary=" + new string('b', 200)];
    private static readonly string[] Wholes =
    [
        Part("json", """{"deployOptions":{"singlePackage":true,"rollbackOnError":true,"testLevel":"NoTestRun"}}""") + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\nContent-Type: application/zip\r\n\r\nPK\r\n--b--\r\n",
        Part("job", """{"object":"Contact","operation":"insert"}""") + Part("content", "LastName\nA\n") + "--b--\r\n",
        Part("entity_content", """{"Title":"A","PathOnClient":"a.txt"}""") + "--b\r\nContent-Disposition: form-data; name=\"VersionData\"; filename=\"a.txt\"\r\n\r\n\0\u00e9\r\n--b--\r\n",
    ];

    private static readonly string[] Pieces = ["--b", "--b--", "\r\n", "\n", "\r", ";", "=", "\"", ":", "name=", "filename=x", "filename*=UTF-8''%ED%A0%80", "\0", "\u00e9", "Content-Type: application/json; charset=x", "Content-Transfer-Encoding: base64", "Content-Disposition: form-data; name=\"json\"", "{", "}", "null", new string('a', 20_000)];

    private static readonly string[] Options = ["""{"deployOptions":{"allowMissingFiles":false,"autoUpdatePackage":false,"checkOnly":true,"ignoreWarnings":false,"performRetrieve":false,"purgeOnDelete":false,"rollbackOnError":true,"runTests":null,"singlePackage":true,"testLevel":"NoTestRun"}}""", """{"deployOptions":{"runTests":["A"],"testLevel":"RunSpecifiedTests"}}"""];

    private static readonly Gen<AnyRequest> Bodies = Gen.Select(AnyOf.These(Doors), Broken.Text(Wholes, Pieces), AnyOf.These(Types)).Select((door, body, type) => new AnyRequest("POST", Rest + door, body, type));

    [Fact]
    public async Task No_body_in_parts_breaks_a_door()
    {
        await using var org = await FuzzedOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.TryAsync(Bodies);
    }

    [Fact]
    public async Task No_options_and_no_zip_break_a_deployment()
    {
        await using var org = await FuzzedOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.Org.ControlAsync("clock", new System.Text.Json.Nodes.JsonObject { ["mode"] = "stepped" });
        var zip = new Package().Object("T__c", Package.Field("A__c", "Date")).Zip();
        var files = Gen.OneOf(Gen.Const(zip), Gen.Select(Gen.Int[0, zip.Length - 1], Gen.Byte).Select((at, value) => Changed(zip, at, value)), Gen.Int[0, zip.Length].Select(length => zip[..length]));
        await Gen.Select(Broken.Json(Options), files).SampleAsync(async (options, file) =>
        {
            await org.SendAsync(new AnyRequest("POST", Rest + "metadata/deployRequest", Type: "multipart/form-data; boundary=b") { Bytes = Deployment(options, file) });
            await org.Org.ControlAsync("clock", new System.Text.Json.Nodes.JsonObject { ["advanceSeconds"] = 3 });
            await org.SendAsync(new AnyRequest("GET", Rest + "query?q=SELECT+Id,Name,Status+FROM+Account"));
        }, iter: FuzzCases.Each, threads: 1);
    }

    private static byte[] Changed(byte[] whole, int at, byte value)
    {
        var changed = whole.ToArray();
        changed[at] = value;
        return changed;
    }

    private static byte[] Deployment(string options, byte[] zip) =>
        [.. Encoding.UTF8.GetBytes(Part("json", options) + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n"), .. zip, .. "\r\n--b--\r\n"u8];

    private static string Part(string name, string text) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\nContent-Type: application/json\r\n\r\n{text}\r\n";
}
