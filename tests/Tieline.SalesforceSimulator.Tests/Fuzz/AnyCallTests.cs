using CsCheck;
using Eventbus.V1;
using Google.Protobuf;
using Grpc.Core;
using Tieline.SalesforceSimulator.Tests.PubSub;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>Whatever is asked of the Pub/Sub API is answered or refused with a status of its own.</summary>
public sealed class AnyCallTests
{
    private static readonly string[] Topics = ["/data/ChangeEvents", "/data/AccountChangeEvent", "/data/", "/data/x__chn", "/event/X__e", "data/AccountChangeEvent", "", "/", "/data/AccountChangeEvent/", "/data/UserChangeEvent", "/data/\u00e9", "\0", "/data/accountchangeevent", new string('a', 5000)];
    private static readonly StatusCode[] Broken = [StatusCode.Unknown, StatusCode.Internal, StatusCode.DeadlineExceeded, StatusCode.Cancelled, StatusCode.Unavailable, StatusCode.DataLoss];

    private static readonly Gen<FetchRequest> Requests = Gen.Select(AnyOf.These(Topics), Gen.OneOf(Gen.Int, Gen.Int[-1, 200]), Gen.Int[-1, 3], Gen.OneOf(Gen.Byte.Array[0, 12], Gen.Long[20_999_990, 21_000_100].Select(id => Replay.Bytes(id).ToByteArray())))
        .Select((topic, count, preset, replay) => new FetchRequest { TopicName = topic, NumRequested = count, ReplayPreset = (ReplayPreset)preset, ReplayId = ByteString.CopyFrom(replay) });

    [Fact]
    public async Task No_subscription_breaks_the_bus()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var admin = await org.AsAsync("admin");
        await admin.SelectAsync("Account");
        await admin.NewIdAsync("Account", new { Name = "Told" });
        await Requests.Array[1, 3].SampleAsync(async requests =>
        {
            // One connection each: hundreds of streams that the server ends first are too much for one.
            using var client = await PubSubClient.OpenAsync(org, admin);
            using var call = client.Calls.Subscribe(client.Metadata, deadline: Soon());
            // What is never right comes last, so that the call comes to an end.
            await WriteAsync(call.RequestStream, [.. requests, new FetchRequest { NumRequested = 0 }]);
            await ConcludesAsync(async () =>
            {
                while (await call.ResponseStream.MoveNext(CancellationToken.None))
                {
                }
            });
        }, iter: FuzzCases.Each, threads: 1);
    }

    [Fact]
    public async Task No_single_call_breaks_the_bus()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        using var client = await PubSubClient.OpenAsync(org, await org.AsAsync("admin"));
        var metadata = Gen.Select(AnyOf.These("accesstoken", "instanceurl", "tenantid", "x-bin-x"), AnyOf.These("", "x", "https://", "http://localhost:1", "00DTi0000000001MAA", ":", "Bearer x", new string('a', 3000)), Gen.Bool);
        await Gen.Select(Gen.OneOf(AnyOf.These(Topics), Gen.String.Where(text => !text.Any(char.IsSurrogate))), Gen.Int[0, 3], metadata).SampleAsync(async (text, which, changed) =>
        {
            var (name, value, change) = changed;
            var headers = new Grpc.Core.Metadata();
            foreach (var entry in client.Metadata.Where(e => !change || e.Key != name)) headers.Add(entry);
            if (change) headers.Add(name, value);
            await ConcludesAsync(async () => _ = which switch
            {
                0 => (IMessage)await client.Calls.GetTopicAsync(new TopicRequest { TopicName = text }, headers, Soon()),
                1 => await client.Calls.GetSchemaAsync(new SchemaRequest { SchemaId = text }, headers, Soon()),
                2 => await client.Calls.PublishAsync(new PublishRequest { TopicName = text, Events = { new ProducerEvent { SchemaId = text, Payload = ByteString.CopyFromUtf8(text) } } }, headers, Soon()),
                _ => await client.Calls.PublishAsync(new PublishRequest { TopicName = text }, headers, Soon()),
            });
        }, iter: FuzzCases.Each, threads: 1);
    }

    private static async Task WriteAsync(IClientStreamWriter<FetchRequest> stream, IEnumerable<FetchRequest> requests)
    {
        try
        {
            foreach (var request in requests) await stream.WriteAsync(request);
            await stream.CompleteAsync();
        }
        catch (Exception over) when (over is RpcException or InvalidOperationException or IOException)
        {
            // The org ended the call before; reading says how.
        }
    }

    private static DateTime Soon() => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20);

    private static async Task ConcludesAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException end)
        {
            Assert.DoesNotContain(end.StatusCode, Broken);
            Assert.True(end.Trailers.GetValue("error-code") is not null, end.ToString());
        }
    }
}
