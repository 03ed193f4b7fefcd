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

    private void Map(string method, string path, Access access, Func<CloudRequest, Reply> answer) =>
        routes.MapMethods("/v1" + path, [method], async http =>
        {
            var token = cloud.Run(() => access.Admit(http, cloud.Tokens));
            var body = method is "POST" or "PUT" or "PATCH" ? await JsonBody.ReadAsync(http.Request, http.RequestAborted) : JsonBody.Empty;
            var reply = cloud.Run(() => answer(new CloudRequest(http, token, body)));
            await reply.WriteAsync(http);
        });
}
