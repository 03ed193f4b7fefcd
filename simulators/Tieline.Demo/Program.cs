using Tieline.Demo;

return await DemoHost.RunAsync(DemoOptions.Read(args));
