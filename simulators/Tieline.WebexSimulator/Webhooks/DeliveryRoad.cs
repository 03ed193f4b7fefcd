using System.Net.Http.Headers;
using Tieline.WebexSimulator.Time;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>
/// Posts notifications: each once, those of one webhook one after the other, those of different webhooks side by side.
/// A slow receiver delays only its own webhook; what it lets pile up beyond a thousand counts as failed.
/// After <see cref="Clear"/> a webhook may bear the id of a dead one: what is still on its way for that one belongs to an older generation.
/// </summary>
internal sealed class DeliveryRoad(IHttpClientFactory clients, SimulatedClock clock)
{
    public const string ClientName = "deliveries";
    private const int Kept = 5_000;
    private const int MostWaiting = 1_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<Delivery>> waiting = [];
    private readonly Queue<DeliveryOutcome> outcomes = new();
    private readonly List<TaskCompletionSource> idle = [];
    private long next;
    private long generation;

    /// <summary>Called outside any lock of the road after each post.</summary>
    public Action<Webhook, bool> Posted { get; set; } = (_, _) => { };

    public void Send(Delivery delivery)
    {
        bool begins, full;
        long mine;
        lock (gate)
        {
            mine = generation;
            begins = waiting.TryAdd(delivery.Webhook.Id, []);
            var queue = waiting[delivery.Webhook.Id];
            full = queue.Count >= MostWaiting;
            if (!full)
            {
                queue.Enqueue(delivery);
            }
        }

        if (full)
        {
            Record(mine, delivery, null, "not sent: too many wait for this webhook");
            Posted(delivery.Webhook, false);
        }
        else if (begins)
        {
            _ = Task.Run(() => DriveAsync(mine, delivery.Webhook.Id));
        }
    }

    /// <summary>Completes when nothing is on its way.</summary>
    public Task IdleAsync()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                return Task.CompletedTask;
            }

            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            idle.Add(source);
            return source.Task;
        }
    }

    public DeliveryOutcome[] Since(long index)
    {
        lock (gate) { return [.. outcomes.Where(outcome => outcome.Index >= index)]; }
    }

    public void Clear()
    {
        lock (gate)
        {
            outcomes.Clear();
            next = 0;
            generation++;
            waiting.Clear();
            TellIdle();
        }
    }

    private async Task DriveAsync(long mine, string webhookId)
    {
        while (Next(mine, webhookId) is { } delivery)
        {
            var obstacle = delivery.Webhook.Deleted ? "not sent: the webhook was deleted" : delivery.Webhook.Status == Webhook.Active ? null : "not sent: the webhook is inactive";
            var (status, error) = obstacle is null ? await PostAsync(delivery) : (null, obstacle);
            Record(mine, delivery, status, error);
            if (obstacle is null)
            {
                Posted(delivery.Webhook, status is >= 200 and < 300);
            }
        }
    }

    private void Record(long mine, Delivery delivery, int? status, string? error)
    {
        var facts = delivery.Facts;
        lock (gate)
        {
            if (mine != generation)
            {
                return;
            }

            outcomes.Enqueue(new DeliveryOutcome(next++, clock.Now, delivery.Webhook.TargetUrl, delivery.Webhook.Id, facts.Resource, facts.Event, status, error,
                facts.PersonId, facts.EventType, facts.State, facts.CallId, facts.CallSessionId));
            if (outcomes.Count > Kept)
            {
                outcomes.Dequeue();
            }
        }
    }

    private Delivery? Next(long mine, string webhookId)
    {
        lock (gate)
        {
            if (mine != generation)
            {
                return null;
            }

            if (waiting[webhookId].TryDequeue(out var delivery))
            {
                return delivery;
            }

            waiting.Remove(webhookId);
            if (waiting.Count == 0)
            {
                TellIdle();
            }

            return null;
        }
    }

    private void TellIdle()
    {
        idle.ForEach(source => source.TrySetResult());
        idle.Clear();
    }

    private async Task<(int? Status, string? Error)> PostAsync(Delivery delivery)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Webhook.TargetUrl) { Content = new ByteArrayContent(delivery.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (delivery.Signature is { } signature)
            {
                request.Headers.Add(WebhookSignature.Header, signature);
            }

            using var answer = await clients.CreateClient(ClientName).SendAsync(request);
            return ((int)answer.StatusCode, null);
        }
        catch (Exception failure)
        {
            // Of whatever kind: what comes after it must not wait for ever.
            return (null, failure.Message);
        }
    }
}
