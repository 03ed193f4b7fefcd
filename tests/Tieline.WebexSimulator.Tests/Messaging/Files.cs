using System.Net.Http.Headers;
using System.Text;
using Tieline.WebexSimulator.Messaging.Contents;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

public class Files
{
    [Fact]
    public async Task A_file_comes_along_in_a_form_and_is_downloaded_by_those_in_the_room()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var message = (await SendAsync(simulation, Form(room, "plan.pdf", "application/pdf", "%PDF-1"))).Expect(200);
        var address = message.Json["files"]![0]!.GetValue<string>();
        Assert.StartsWith($"{simulation.Http.BaseAddress}v1/contents/", address, StringComparison.Ordinal);
        using var file = await DownloadAsync(simulation, "bo", address);
        Assert.Equal((200, "%PDF-1", "application/pdf"), ((int)file.StatusCode, await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), file.Content.Headers.ContentType!.ToString()));
        Assert.Equal("attachment; filename=\"plan.pdf\"", file.Content.Headers.ContentDisposition!.ToString());
        using var head = await DownloadAsync(simulation, "bo", address, HttpMethod.Head);
        Assert.Equal((200, 6L), ((int)head.StatusCode, head.Content.Headers.ContentLength));
        using var stranger = await DownloadAsync(simulation, "carla", address);
        Assert.Equal(404, (int)stranger.StatusCode);
    }

    [Fact]
    public async Task A_file_is_fetched_from_the_address_that_a_message_names()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        var message = (await simulation.ApiAsync("ann", "POST", "/messages", new { roomId = room, files = new[] { $"{simulation.Http.BaseAddress}page/page.css" } })).Expect(200);
        using var file = await DownloadAsync(simulation, "ann", message.Json["files"]![0]!.GetValue<string>());
        Assert.Equal("page.css", file.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Contains("{", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await simulation.ApiAsync("ann", "POST", "/messages", new { roomId = room, files = new[] { $"{simulation.Http.BaseAddress}page/none.css" } })).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", $"/messages/{message.Of("id")}", new { roomId = room, text = "edited" })).Expect(400);
    }

    [Fact]
    public async Task A_file_waits_for_its_scan_and_may_turn_out_to_be_infected_or_unscannable()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/switches", """{"fileScanSeconds":30}""");
        var room = await simulation.RoomAsync("ann", []);
        var address = (await SendAsync(simulation, Form(room, "a.txt", "text/plain", "a"))).Json["files"]![0]!.GetValue<string>();
        var id = address.Split('/')[^1];
        await simulation.AdvanceAsync(10);
        using var scanning = await DownloadAsync(simulation, "ann", address);
        Assert.Equal((423, 20), ((int)scanning.StatusCode, (int)scanning.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        await simulation.AdvanceAsync(20);
        Assert.Equal(200, await StatusAsync(""));
        await simulation.PostAsync($"/control/contents/{id}", """{"scan":"unscannable"}""");
        Assert.Equal((428, 428, 200), (await StatusAsync(""), await StatusAsync("?allow=dlpUnchecked"), await StatusAsync("?allow=unscannable,dlpUnchecked")));
        await simulation.PostAsync($"/control/contents/{id}", """{"scan":"infected"}""");
        Assert.Equal(410, await StatusAsync("?allow=unscannable"));
        await simulation.PostAsync($"/control/contents/{id}", """{"scan":"clean","seconds":5}""");
        Assert.Equal(423, await StatusAsync(""));

        async Task<int> StatusAsync(string query)
        {
            using var answer = await DownloadAsync(simulation, "ann", address + query);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_form_that_the_cloud_does_not_take_is_refused()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        var two = Form(room, "a.txt", "text/plain", "a");
        two.Add(new StringContent("b"), "files", "b.txt");
        (await SendAsync(simulation, two)).Expect(400);
        var card = Form(room, "a.txt", "text/plain", "a");
        card.Add(new StringContent($"[{Spaces.Card}]"), "attachments");
        Assert.Equal("A card cannot be sent together with a local file.", (await SendAsync(simulation, card)).Expect(400).Message);
        var elsewhere = new MultipartFormDataContent { { new StringContent(room), "roomId" }, { new StringContent("a"), "file", "a.txt" } };
        (await SendAsync(simulation, elsewhere)).Expect(400);
        var broken = new StringContent("--x\r\nnonsense") { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } };
        (await SendAsync(simulation, broken)).Expect(400);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", $"/messages?roomId={room}")).Items);
    }

    [Fact]
    public async Task Letters_beyond_ASCII_in_a_files_name_come_back()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        var form = new MultipartFormDataContent { { new StringContent(room), "roomId" } };
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes("x"));
        part.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"files\"; filename*=UTF-8''r%C3%B8d%20%22.txt");
        form.Add(part);
        using var file = await DownloadAsync(simulation, "ann", (await SendAsync(simulation, form)).Expect(200).Json["files"]![0]!.GetValue<string>());
        Assert.Equal("rød \".txt", file.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("rooms")]
    public async Task A_file_goes_with_its_message_and_with_its_room(string what)
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        var message = (await SendAsync(simulation, Form(room, "a.txt", "text/plain", "a"))).Expect(200);
        var id = message.Json["files"]![0]!.GetValue<string>().Split('/')[^1];
        await simulation.PostAsync($"/control/contents/{id}", "{}");
        (await simulation.ApiAsync("ann", "DELETE", $"/{what}/{(what == "rooms" ? room : message.Of("id"))}")).Expect(204);
        (await simulation.ApiAsync("ann", "GET", $"/contents/{id}")).Expect(404);
        (await simulation.SendAsync("POST", $"/control/contents/{id}", "{}", null)).Expect(404);
    }

    [Fact]
    public void The_oldest_files_go_when_there_are_too_many()
    {
        var (store, bytes) = (new ContentStore(), new byte[100 * 1024 * 1024]);
        foreach (var id in (string[])["a", "b", "c", "d", "e", "f"])
        {
            store.Add(new Content { Id = id, FileName = "x", ContentType = "text/plain", Bytes = bytes });
        }

        store.Remove("c");
        store.Add(new Content { Id = "g", FileName = "x", ContentType = "text/plain", Bytes = bytes });
        Assert.Equal("bdefg", string.Concat("abcdefg".Where(id => store.Find($"{id}=") is not null)));
    }

    internal static MultipartFormDataContent Form(string room, string name, string type, string content)
    {
        var file = new StringContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        return new MultipartFormDataContent { { new StringContent(room), "roomId" }, { file, "files", name } };
    }

    internal static async Task<Answer> SendAsync(Simulation simulation, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", simulation.Token("ann"));
        using var answer = await simulation.Http.SendAsync(request);
        return new Answer((int)answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync());
    }

    internal static async Task<HttpResponseMessage> DownloadAsync(Simulation simulation, string who, string address, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", simulation.Token(who));
        return await simulation.Http.SendAsync(request);
    }
}
