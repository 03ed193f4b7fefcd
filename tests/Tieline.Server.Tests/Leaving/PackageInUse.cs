using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Doctor;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;

namespace Tieline.Server.Tests.Leaving;

/// <summary>Parts of the package in the org: listed with the pages that show them, and left for the administrator, who is told so.</summary>
public class PackageInUse
{
    private const string Namespace = "http://soap.sforce.com/2006/04/metadata";

    [Fact]
    public async Task Parts_of_the_package_are_listed_with_the_pages_that_show_them_and_stand_in_the_report()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await DeployAsync(world);
        await world.GroupAsync("Sellers", "Webex_User");
        var user = (string)(await world.QueryAsync("SELECT Id FROM ApexClass WHERE Name = 'TielineLaunch'")).Single()["Id"]!;
        foreach (var status in new[] { "Queued", "Completed" })
        {
            await world.Salesforce.ControlAsync("setup", new { @object = "AsyncApexJob", fields = new { JobType = "ScheduledApex", Status = status, ApexClassId = user } });
        }

        var items = (await world.InUseAsync())["items"]!.AsArray();
        Assert.Equal(["LightningComponentBundle: webexHome", "PermissionSet: Webex_Admin", "PermissionSet: Webex_Import_Admin", "PermissionSet: Webex_User", "ApexClass: TielineLaunch", "CspTrustedSite: Tieline"], Named(items, "Component"));
        Assert.Equal(["FlexiPage Sales_Front: webexHome"], Named(items, "ComponentUse"));
        Assert.All(items.Where(item => ((string)item!["thing"]!).StartsWith("Component", StringComparison.Ordinal)), item => Assert.False((bool)item!["isOurs"]!));

        Assert.Equal(HttpStatusCode.Accepted, await world.SayAsync("leaving", new { name = LeavingWorld.Name }));
        await world.ComesToAsync("Done");
        var state = (await world.StateAsync())!;
        Assert.Equal(["FlexiPage Sales_Front: webexHome"], Named(state["remains"]!.AsArray(), "ComponentUse"));
        Assert.Equal(["Sellers: Webex_User"], Named(state["remains"]!.AsArray(), "SetGroup"));
        Assert.Equal(["ScheduledApex: TielineLaunch"], Named(state["remains"]!.AsArray(), "Scheduled"));
        Assert.Contains("Lightning App Builder", (string)state["report"]!, StringComparison.Ordinal);
        Assert.Single((await world.AskOrgAsync(HttpMethod.Get, "tooling/query?q=" + Uri.EscapeDataString("SELECT Id FROM LightningComponentBundle WHERE DeveloperName = 'webexHome'")))["records"]!.AsArray());
    }

    [Fact]
    public async Task What_another_Tieline_server_of_the_same_org_works_with_is_left_to_it()
    {
        await using var org = await HealthyWorld.StartAsync();
        var world = org.World;
        await org.RunAsync(); // Writes our key.
        await org.World.Salesforce.ControlAsync("clock", new { advanceSeconds = 1 });
        await org.Org.CreateAsync(TestWorld.Integration, "Webex_Launch_Key__c", new { Secret__c = "of another", Server_Url__c = "https://new.example.com", Active__c = true });
        var assigned = (await AssignedAsync(org)).Count;
        Assert.NotEqual(0, assigned);

        Assert.Equal(HttpStatusCode.Accepted, await world.SayAsync("leaving", new { name = LeavingWorld.Name }));
        await world.ComesToAsync("Done");
        var left = (await world.StateAsync())!["remains"]!.AsArray().Where(one => ((string)one!["why"]!).Contains("https://new.example.com", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Assignment", "LaunchKey"], left.Select(one => (string)one!["thing"]!).Where(thing => thing != "ChannelMember").Order());
        Assert.Equal(assigned, (await AssignedAsync(org)).Count);
        Assert.Equal(2, (await org.Org.QueryAsync("SELECT Id FROM Webex_Launch_Key__c")).Count);
    }

    private static Task<JsonArray> AssignedAsync(HealthyWorld org) =>
        org.Org.QueryAsync("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name IN ('Webex_User', 'Webex_Admin', 'Webex_Import_Admin')");

    private static IEnumerable<string> Named(JsonArray rows, string thing) => rows.Where(row => (string)row!["thing"]! == thing).Select(row => (string)row!["name"]!);

    private static async Task DeployAsync(TestWorld world)
    {
        using var body = new MultipartFormDataContent
        {
            { new StringContent("""{"deployOptions":{"singlePackage":true,"rollbackOnError":true}}""", new MediaTypeHeaderValue("application/json")), "json" },
            { new ByteArrayContent(Zip()) { Headers = { ContentType = new("application/zip") } }, "file", "deploy.zip" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/services/data/v67.0/metadata/deployRequest") { Content = body };
        request.Headers.Authorization = new("Bearer", (string)(await world.Salesforce.ControlAsync("token?user=admin@nordlys.example"))["access_token"]!);
        var asked = await Simulator.ReadAsync(await world.Salesforce.Http.SendAsync(request, TestWorld.Stop));
        await world.AdvanceAsync(TimeSpan.FromSeconds(5));
        var result = (await world.AskOrgAsync(HttpMethod.Get, $"metadata/deployRequest/{asked["id"]}?includeDetails=true"))["deployResult"]!;
        Assert.True((string)result["status"]! == "Succeeded", result.ToJsonString());
    }

    private static byte[] Zip()
    {
        var files = new Dictionary<string, string>
        {
            ["package.xml"] = Xml("Package", "<types><members>webexHome</members><name>LightningComponentBundle</name></types><types><members>Tieline</members><name>CspTrustedSite</name></types><types><members>TielineLaunch</members><name>ApexClass</name></types><types><members>Sales_Front</members><name>FlexiPage</name></types><version>66.0</version>"),
            ["lwc/webexHome/webexHome.js"] = "import { LightningElement } from 'lwc';\nexport default class extends LightningElement {}\n",
            ["lwc/webexHome/webexHome.html"] = "<template></template>\n",
            ["lwc/webexHome/webexHome.js-meta.xml"] = Xml("LightningComponentBundle", "<apiVersion>66.0</apiVersion><isExposed>true</isExposed><targets><target>lightning__HomePage</target></targets>"),
            ["classes/TielineLaunch.cls"] = "public class TielineLaunch {}\n",
            ["classes/TielineLaunch.cls-meta.xml"] = Xml("ApexClass", "<apiVersion>66.0</apiVersion><status>Active</status>"),
            ["cspTrustedSites/Tieline.cspTrustedSite"] = Xml("CspTrustedSite", "<context>LEX</context><endpointUrl>https://tieline.example.com</endpointUrl><isActive>true</isActive><isApplicableToFrameSrc>true</isApplicableToFrameSrc>"),
            ["flexipages/Sales_Front.flexipage"] = Xml("FlexiPage", "<flexiPageRegions><itemInstances><componentInstance><componentName>webexHome</componentName><identifier>part</identifier></componentInstance></itemInstances><name>main</name><type>Region</type></flexiPageRegions><masterLabel>Front</masterLabel><template><name>home:desktopTemplate</name></template><type>HomePage</type>"),
        };
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static string Xml(string root, string elements) => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{Namespace}\">{elements}</{root}>";
}
