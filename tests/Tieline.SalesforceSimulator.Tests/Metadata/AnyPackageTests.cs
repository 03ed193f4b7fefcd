using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;
using Tieline.SalesforceSimulator.Tests.Fuzz;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Whatever is deployed is taken, failed or refused; nothing else comes out, and nothing hangs.</summary>
public sealed class AnyPackageTests
{
    private static readonly string[] Pieces =
    [
        "<a>", "</a>", "<fields>", "</fields>", "<fullName>X__c</fullName>", "<fullName/>", "<fullName>..</fullName>", "<label>L</label>", "<type>Text</type>", "<type>Lookup</type>", "<type>MasterDetail</type>", "<type>Number</type>", "<type>AutoNumber</type>",
        "<type>Picklist</type>", "<length>5</length>", "<length>-1</length>", "<length>99999999999</length>", "<precision>0</precision>", "<scale>3</scale>", "<referenceTo>T__c</referenceTo>", "<referenceTo>Account</referenceTo>", "<relationshipName>R</relationshipName>",
        "<displayFormat>{0}</displayFormat>", "<displayFormat>{</displayFormat>", "<defaultValue>\"</defaultValue>", "<defaultValue>true</defaultValue>", "<valueSet/>", "<valueSet><valueSetDefinition><value/></valueSetDefinition></valueSet>", "<nameField/>",
        "<pluralLabel>P</pluralLabel>", "<nameField><label>N</label><type>Text</type></nameField>", "<sharingModel>ReadWrite</sharingModel>", "<deploymentStatus>Deployed</deploymentStatus>", "&amp;", "&x;", "&#0;", "<!-- -->", "<![CDATA[x]]>", "text", "<unique>true</unique>",
        "<tabs>standard-Account</tabs>", "<url>https://a.example</url>", "<url>;</url>", "<endpointUrl>https://*.a.example/x;y</endpointUrl>", "<isActive>true</isActive>", "<externalClientApplication>A</externalClientApplication>", "<callbackUrl>x y</callbackUrl>",
    ];

    private static readonly Gen<string> Elements = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 14].Select(string.Concat);

    [Fact]
    public void No_metadata_breaks_a_deployment()
    {
        using var org = Seeded();
        var types = MetadataTypes.All.Where(t => t.Folder is not null && t.Content == "xml").OrderBy(t => t.Name, StringComparer.Ordinal).ToArray();
        var names = new[] { "A", "T__c", "Account", "T__c.B", "Account.B", "a b", "é", "Account-L", "__c", "T__e", "Activity" };
        Gen.Select(Gen.Int[0, types.Length - 1], Gen.Int[0, names.Length - 1], Elements, Gen.Bool).Sample((type, name, elements, whole) =>
        {
            var package = new Package().With(types[type].Name, names[name], $"{types[type].Folder}/{names[name]}.{types[type].Suffix}", whole ? elements : $"<fields><fullName>F__c</fullName>{elements}</fields>");
            Deploy(org, package.Zip());
        }, iter: FuzzCases.Each, threads: 1);
    }

    [Fact]
    public void No_text_breaks_the_manifest()
    {
        using var org = Seeded();
        var words = new[] { "<types>", "</types>", "<members>*</members>", "<members>A</members>", "<name>ApexClass</name>", "<name/>", "<version>66.0</version>", "<version>x</version>", "<Package>", "</Package>", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>", "&b;", "\0", "<" };
        var text = Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[0, 10].Select(string.Concat);
        Gen.OneOf(text, text.Select(t => Package.Xml("Package", t)), Gen.String).Sample(manifest => Deploy(org, new Package().File("package.xml", manifest).File("destructiveChanges.xml", manifest).Zip()), iter: FuzzCases.Each, threads: 1);
    }

    [Fact]
    public void No_bytes_break_the_zip()
    {
        var zip = new Package().Object("T__c", Package.Field("A__c", "Date")).Zip();
        Gen.Select(Gen.Int[0, zip.Length - 1], Gen.Byte, Gen.Int[0, zip.Length]).Sample((at, value, length) =>
        {
            var broken = zip.ToArray();
            broken[at] = value;
            Opens(broken);
            Opens(broken[..length]);
        }, iter: FuzzCases.Each, threads: 1);
        Gen.Byte.Array.Sample(bytes => { Opens(bytes); }, iter: FuzzCases.Each, threads: 1);
    }

    [Theory]
    [InlineData("../package.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("classes/../../A.cls")]
    [InlineData("classes\\A.cls")]
    [InlineData("C:/A.cls")]
    public void A_path_that_leads_out_is_refused(string path) => Assert.False(Opens(Package.ZipOf(new Dictionary<string, byte[]> { [path] = [] })));

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        var files = Enumerable.Range(0, 3).ToDictionary(i => $"staticresources/{i}.resource", _ => new byte[11 * 1024 * 1024]);
        Assert.Equal("LIMIT_EXCEEDED", Assert.Throws<SalesforceRefusal>(() => PackageZip.Read(Package.ZipOf(files), singlePackage: true)).ErrorCode);
        Assert.Equal("LIMIT_EXCEEDED", Assert.Throws<SalesforceRefusal>(() => PackageZip.Read(Package.ZipOf(Enumerable.Range(0, 10_001).ToDictionary(i => $"a/{i}", _ => Array.Empty<byte>())), singlePackage: true)).ErrorCode);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><Package xmlns=\"http://soap.sforce.com/2006/04/metadata\">&b;</Package>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Package xmlns=\"http://soap.sforce.com/2006/04/metadata\"><version>&a;</version></Package>")]
    [InlineData("<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\"><version>66.0</Package>")]
    public void Entities_and_broken_markup_are_a_failure_with_a_place(string manifest)
    {
        using var org = Seeded();
        var failure = Deploy(org, new Package().File("package.xml", manifest).Zip())!.Messages.Single(m => !m.Success);
        Assert.StartsWith("Error parsing file: ", failure.Problem);
        Assert.DoesNotContain("root:", failure.Problem);
    }

    [Fact]
    public void Absurdly_deep_markup_is_a_failure()
    {
        using var org = Seeded();
        var deep = Package.Xml("Package", string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)));
        Assert.Contains("deep", Deploy(org, new Package().File("package.xml", deep).Zip())!.Messages.Single().Problem);
    }

    [Fact]
    public async Task No_multipart_body_breaks_the_door()
    {
        await using var to = await Deployer.StartAsync();
        var pieces = new[] { "--b\r\n", "--b--\r\n", "\r\n", "Content-Disposition: form-data; name=\"json\"\r\n", "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n", "Content-Type: application/json\r\n", "{}", "PK", "\0", ":" };
        await Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 12].Select(string.Concat).SampleAsync(async text =>
        {
            var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            body.Headers.TryAddWithoutValidation("Content-Type", text.Length % 3 == 0 ? "multipart/form-data" : "multipart/form-data; boundary=b");
            Assert.InRange((await to.SendAsync(body)).Status, 400, 415);
        }, iter: FuzzCases.Each, threads: 1);
    }

    private static SalesforceOrg Seeded()
    {
        var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions { SeedStory = false });
        return org;
    }

    private static DeployOutcome? Deploy(SalesforceOrg org, byte[] zip)
    {
        var options = new DeployOptions { Given = new JsonObject { ["singlePackage"] = true } };
        return org.Run(() => new Deployment(org, "005Ti0000000001IAA", options).Run(PackageZip.Read(zip, singlePackage: true)));
    }

    private static bool Opens(byte[] zip)
    {
        try
        {
            PackageZip.Read(zip, singlePackage: true);
            return true;
        }
        catch (SalesforceRefusal refusal)
        {
            Assert.Equal(400, refusal.Status);
            return false;
        }
    }
}
