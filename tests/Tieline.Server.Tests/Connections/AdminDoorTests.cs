using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Connections;

public class AdminDoorTests(AdminDoorTests.RunningWorld running) : IClassFixture<AdminDoorTests.RunningWorld>
{
    private TestWorld World => running.World;

    [Theory]
    [InlineData("GET", "/admin/api/tenants")]
    [InlineData("POST", "/admin/api/tenants")]
    [InlineData("GET", "/admin/api/tenants/0198a1b2-0000-7000-8000-000000000000")]
    [InlineData("POST", "/admin/api/tenants/0198a1b2-0000-7000-8000-000000000000/salesforce/sign-in")]
    [InlineData("GET", "/admin/api/a-door-that-nobody-has-built")]
    [InlineData("GET", "/ADMIN/api/tenants")]
    public async Task Nobody_passes_an_admin_door_without_the_right_key(string method, string path)
    {
        foreach (var header in new[] { null, "Bearer", "Bearer wrong", "Bearer " + World.AdminKey[..^1], "Bearer " + World.AdminKey + "0", "Basic " + World.AdminKey })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path + "?access_token=" + World.AdminKey);
            request.Content = method == "POST" ? JsonContent.Create(new { }) : null;
            request.Headers.TryAddWithoutValidation("Authorization", header);
            using var answer = await World.Http.SendAsync(request, TestWorld.Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.DoesNotContain(World.AdminKey, await answer.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_panels_session_opens_no_admin_door()
    {
        await World.ConnectOrgOnceAsync();
        using var panel = await World.OpenPanelAsync(TestWorld.Ann);
        using var answer = await panel.Http.GetAsync("/admin/api/tenants", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void The_keys_that_the_server_made_can_be_read_by_its_owner_only()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(World.DataFolder, "admin-key.txt")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(World.DataFolder, "master-key.txt")));
        }
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("defaultCountry", "Denmark")]
    [InlineData("hostOrigins", "https://example.lightning.force.com/with/a/path")]
    [InlineData("hostOrigins", "http://example.lightning.force.com")]
    [InlineData("hostOrigins", "'self'; script-src *")]
    [InlineData("salesforce.loginUrl", "login.salesforce.com")]
    [InlineData("salesforce.loginUrl", "http://login.salesforce.com")]
    [InlineData("salesforce.loginUrl", "https://user:password@login.salesforce.com")]
    [InlineData("salesforce.consumerKey", "")]
    [InlineData("salesforce.consumerSecret", "")]
    [InlineData("webex.apiBase", "file:///etc/passwd")]
    [InlineData("webex.clientId", "")]
    [InlineData("webex.clientSecret", "")]
    public async Task A_tenant_with_a_wrong_field_is_refused_with_the_fields_name(string field, string value)
    {
        var tenant = GoodTenant();
        var (parent, name) = field.Split('.') is [var first, var second] ? (tenant[first]!.AsObject(), second) : (tenant, field);
        parent[name] = field == "hostOrigins" ? new JsonArray(value) : value;
        using var admin = World.NewAdmin();
        using var answer = await admin.PostAsJsonAsync("/admin/api/tenants", tenant, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestWorld.Stop))!;
        Assert.Equal([field], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"name\":5}")]
    [InlineData("null")]
    public async Task What_is_no_tenant_is_a_bad_request_and_no_fault_of_ours(string body)
    {
        using var admin = World.NewAdmin();
        using var answer = await admin.PostAsync("/admin/api/tenants", new StringContent(body, Encoding.UTF8, "application/json"), TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_tenant_is_shown_without_its_secrets()
    {
        var (tenantId, launchSecret) = await World.NewTenantAsync("Shown");
        using var admin = World.NewAdmin();
        foreach (var path in new[] { "/admin/api/tenants", $"/admin/api/tenants/{tenantId}" })
        {
            var shown = await admin.GetStringAsync(path, TestWorld.Stop);
            Assert.Contains("Shown", shown, StringComparison.Ordinal);
            Assert.All([launchSecret, TestWorld.Secrets.ConsumerSecret, TestWorld.Secrets.WebexSecret], secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_tenant_that_is_not_there_is_not_found()
    {
        using var admin = World.NewAdmin();
        using var answer = await admin.GetAsync($"/admin/api/tenants/{Guid.NewGuid()}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static JsonObject GoodTenant() => new()
    {
        ["name"] = "Nordlys", ["defaultCountry"] = "us", ["hostOrigins"] = new JsonArray("https://example.lightning.force.com"),
        ["salesforce"] = new JsonObject { ["loginUrl"] = "https://login.salesforce.com", ["consumerKey"] = "k", ["consumerSecret"] = "s" },
        ["webex"] = new JsonObject { ["apiBase"] = "https://webexapis.com/v1", ["clientId"] = "c", ["clientSecret"] = "s" },
    };

    public sealed class RunningWorld : IAsyncLifetime
    {
        public TestWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await TestWorld.StartAsync();

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
