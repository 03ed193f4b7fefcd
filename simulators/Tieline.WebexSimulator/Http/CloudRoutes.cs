using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Http;

/// <summary>Registers the cloud's paths: each is admitted by scope, reads its body strictly and runs inside the cloud's lock.</summary>
internal sealed class CloudRoutes(IEndpointRouteBuilder routes, WebexCloud cloud)
{
    public void Get(string path, Access access, Func<CloudRequest, Reply> answer) => Map("GET", path, access, answer);

    public void Post(string path, Access access, Func<CloudRequest, Reply> answer) => Map("POST", path, access, answer);

    public void Put(string path, Access access, Func<CloudRequest, Reply> answer) => Map("PUT", path, access, answer);

    public void Patch(string path, Access access, Func<CloudRequest, Reply> answer) => Map("PATCH", path, access, answer);

    public void Delete(string path, Access access, Func<CloudRequest, Reply> answer) => Map("DELETE", path, access, answer);

    /// <summary>A path whose HEAD tells the headers of its GET.</summary>
    public void GetOrHead(string path, Access access, Func<CloudRequest, Reply> answer)
    {
        Map("GET", path, access, answer);
        Map("HEAD", path, access, answer);
    }

    /// <summary>A path that reads more than a JSON body before it answers.</summary>
    public void Post<T>(string path, Access access, Func<HttpRequest, CancellationToken, Task<T>> read, Func<CloudRequest, T, Reply> answer) =>
        routes.MapMethods("/v1" + path, ["POST"], async http =>
        {
            var token = cloud.Run(() => access.Admit(http, cloud.Tokens));
            var input = await read(http.Request, http.RequestAborted);
            var reply = cloud.Run(() => answer(new CloudRequest(http, token, JsonBody.Empty), input));
            await reply.WriteAsync(http);
        });

    private void Map(string method, string path, Access access, Func<CloudRequest, Reply> answer) =>
        routes.MapMethods("/v1" + path, [method], async http =>
        {
            var token = cloud.Run(() => access.Admit(http, cloud.Tokens));
            var body = method is "POST" or "PUT" or "PATCH" ? await JsonBody.ReadAsync(http.Request, http.RequestAborted) : JsonBody.Empty;
            var reply = cloud.Run(() => answer(new CloudRequest(http, token, body)));
            await reply.WriteAsync(http);
        });
}
