using System.Net;
using System.Text;
using Tieline.Server.Intake;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Intake;

/// <summary>What the door answers, through HTTP.</summary>
public sealed class WebhookDoor : IAsyncLifetime
{
    private IntakeWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await IntakeWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_rightly_signed_call_event_is_stored_answered_and_handled()
    {
        Assert.Equal(HttpStatusCode.OK, await _world.PostAsync(IntakeWorld.Body()));

        await Eventually.IsTrueAsync(() => _world.Router.Handled.Count == 1);
        var entry = _world.Router.Handled.Single();
        Assert.Equal(new InboxKey(IntakeWorld.Tenant, "call", "call-1"), entry.Key);
        Assert.Equal(("ann", "webhook", IntakeWorld.Body(), _world.Clock.UtcNow), (entry.PersonId, entry.Source, Encoding.UTF8.GetString(entry.Body), entry.ReceivedAt));
    }

    [Fact]
    public async Task A_repeated_body_is_answered_200_and_changes_nothing()
    {
        await _world.PostAsync(IntakeWorld.Body());
        await Eventually.IsTrueAsync(() => _world.Router.Handled.Count == 1);

        Assert.Equal(HttpStatusCode.OK, await _world.PostAsync(IntakeWorld.Body()));
        Assert.Equal(HttpStatusCode.OK, await _world.PostAsync(IntakeWorld.Body("call-2")));

        await Eventually.IsTrueAsync(() => _world.Router.Handled.Count >= 2);
        Assert.Equal(["call-1", "call-2"], _world.Router.Handled.Select(entry => entry.Key.OrderingKey));
    }

    [Fact]
    public async Task An_old_body_is_answered_200_and_changes_nothing_even_when_its_first_copy_is_forgotten()
    {
        await _world.PostAsync(IntakeWorld.Body());
        await Eventually.IsTrueAsync(() => _world.Router.Handled.Count == 1);

        _world.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.OK, await _world.PostAsync(IntakeWorld.Body()));
        _world.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(HttpStatusCode.OK, await _world.PostAsync(IntakeWorld.Body()));

        Assert.Single(_world.Router.Handled);
        Assert.Equal(0, await _world.WaitingEntriesAsync());
        Assert.Contains("it tells of an event more than a day ago", _world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsigned_request_is_refused_and_the_log_says_what_to_do()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await _world.PostAsync(Encoding.UTF8.GetBytes(IntakeWorld.Body()), signature: null));

        Assert.Contains("it carries no signature", _world.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dd46fb95b1d0f9c9a95f5bd132171c71b54e0593")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_wrongly_signed_request_is_refused(string signature)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await _world.PostAsync(Encoding.UTF8.GetBytes(IntakeWorld.Body()), signature));

        Assert.Empty(_world.Router.Handled);
    }

    [Fact]
    public async Task A_signature_of_another_body_is_refused_and_the_log_says_so()
    {
        var signature = _world.Sign(Encoding.UTF8.GetBytes(IntakeWorld.Body("call-2")));

        Assert.Equal(HttpStatusCode.Unauthorized, await _world.PostAsync(Encoding.UTF8.GetBytes(IntakeWorld.Body()), signature));

        Assert.Contains("its signature does not fit", _world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_is_404_and_its_key_is_not_logged()
    {
        Assert.Equal(HttpStatusCode.NotFound, await _world.PostAsync(Encoding.UTF8.GetBytes(IntakeWorld.Body()), key: "no-such-key"));

        Assert.Contains("an address that is not ours", _world.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such-key", _world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_posts_are_taken()
    {
        using var answer = await _world.GetAsync($"/hooks/webex/{_world.Webhook.WebhookKey}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("{\"resource\":\"telephony_calls\"")]
    [InlineData("{} {}")]
    public async Task A_rightly_signed_body_that_is_no_json_object_is_400(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, await _world.PostAsync(body));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"resource\":\"messages\",\"data\":{\"callSessionId\":\"x\"}}")]
    [InlineData("{\"resource\":\"telephony_calls\",\"data\":{}}")]
    [InlineData("{\"resource\":\"telephony_calls\",\"data\":{\"callSessionId\":\"\"}}")]
    [InlineData("{\"resource\":\"telephony_calls\",\"data\":{\"callSessionId\":7}}")]
    [InlineData("{\"resource\":\"telephony_calls\",\"data\":[]}")]
    public async Task A_rightly_signed_body_that_names_no_call_is_answered_200_and_not_stored(string body)
    {
        Assert.Equal(HttpStatusCode.OK, await _world.PostAsync(body));

        Assert.Contains("it is not about a call", _world.Log.Text, StringComparison.Ordinal);
        Assert.Empty(_world.Router.Handled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_256_kb_is_413_however_it_is_sent(bool chunked)
    {
        var fits = Encoding.UTF8.GetBytes(IntakeWorld.Body(more: $",\"filler\":\"{new string('x', 200_000)}\""));
        var tooLarge = Encoding.UTF8.GetBytes(IntakeWorld.Body(more: $",\"filler\":\"{new string('x', 256 * 1024)}\""));

        Assert.Equal(HttpStatusCode.OK, await _world.PostAsync(fits, chunked: chunked));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await _world.PostAsync(tooLarge, chunked: chunked));
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("Application/JSON;charset=UTF-8", HttpStatusCode.OK)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/jsonp", HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_json_is_taken(string contentType, HttpStatusCode expected) =>
        Assert.Equal(expected, await _world.PostAsync(Encoding.UTF8.GetBytes(IntakeWorld.Body()), contentType: contentType));

    [Fact]
    public async Task No_log_line_holds_a_body_a_secret_or_a_key()
    {
        await _world.PostAsync(IntakeWorld.Body(more: ",\"name\":\"JANE CALLER\""));
        await _world.PostAsync(Encoding.UTF8.GetBytes(IntakeWorld.Body(more: ",\"name\":\"JANE CALLER\"")), signature: "bad");

        Assert.DoesNotContain("JANE", _world.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Webhook.Secret, _world.Log.Text, StringComparison.Ordinal);
    }
}
