// @ts-nocheck
/* eslint-disable */
// Made by test/generate/validators.ts with ajv from the schema beside it; 'npm run generate' makes it anew.
export const validate = validate21;

const schema6 = {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"$schema":{"type":"string"},"cluster":{"type":"string"},"serviceName":{"type":"string"},"taskDefinition":{"type":"string"},"availabilityZoneRebalancing":{"type":"string","enum":["DISABLED","ENABLED"]},"loadBalancers":{"type":"array","items":{"$ref":"#/definitions/LoadBalancer"}},"serviceRegistries":{"type":"array","items":{"$ref":"#/definitions/ServiceRegistry"}},"desiredCount":{"type":"integer"},"clientToken":{"type":"string"},"launchType":{"type":"string","enum":["EC2","EXTERNAL","FARGATE","MANAGED_INSTANCES"]},"capacityProviderStrategy":{"type":"array","items":{"$ref":"#/definitions/CapacityProviderStrategyItem"}},"platformVersion":{"type":"string"},"role":{"type":"string"},"deploymentConfiguration":{"$ref":"#/definitions/DeploymentConfiguration"},"placementConstraints":{"type":"array","items":{"$ref":"#/definitions/PlacementConstraint"}},"placementStrategy":{"type":"array","items":{"$ref":"#/definitions/PlacementStrategy"}},"networkConfiguration":{"$ref":"#/definitions/NetworkConfiguration"},"healthCheckGracePeriodSeconds":{"type":"integer"},"schedulingStrategy":{"type":"string","enum":["DAEMON","REPLICA"]},"deploymentController":{"$ref":"#/definitions/DeploymentController"},"tags":{"type":"array","items":{"$ref":"#/definitions/Tag"}},"enableECSManagedTags":{"type":"boolean"},"propagateTags":{"type":"string","enum":["NONE","SERVICE","TASK_DEFINITION"]},"enableExecuteCommand":{"type":"boolean"},"serviceConnectConfiguration":{"$ref":"#/definitions/ServiceConnectConfiguration"},"volumeConfigurations":{"type":"array","items":{"$ref":"#/definitions/ServiceVolumeConfiguration"}},"vpcLatticeConfigurations":{"type":"array","items":{"$ref":"#/definitions/VpcLatticeConfiguration"}},"gatewayConnectors":{"type":"array","items":{"$ref":"#/definitions/GatewayConnector"}},"monitoring":{"$ref":"#/definitions/MonitoringConfiguration"}},"required":[],"additionalProperties":false,"definitions":{"AdvancedConfiguration":{"type":"object","properties":{"alternateTargetGroupArn":{"type":"string"},"productionListenerRule":{"type":"string"},"testListenerRule":{"type":"string"},"roleArn":{"type":"string"}},"required":[],"additionalProperties":false},"AwsVpcConfiguration":{"type":"object","properties":{"subnets":{"type":"array","items":{"type":"string"}},"securityGroups":{"type":"array","items":{"type":"string"}},"assignPublicIp":{"type":"string","enum":["DISABLED","ENABLED"]}},"required":["subnets"],"additionalProperties":false},"CanaryConfiguration":{"type":"object","properties":{"canaryPercent":{"type":"number"},"canaryBakeTimeInMinutes":{"type":"integer"}},"required":[],"additionalProperties":false},"CapacityProviderStrategyItem":{"type":"object","properties":{"capacityProvider":{"type":"string"},"weight":{"type":"integer"},"base":{"type":"integer"}},"required":["capacityProvider"],"additionalProperties":false},"DeploymentAlarms":{"type":"object","properties":{"alarmNames":{"type":"array","items":{"type":"string"}},"rollback":{"type":"boolean"},"enable":{"type":"boolean"}},"required":["alarmNames","rollback","enable"],"additionalProperties":false},"DeploymentCircuitBreaker":{"type":"object","properties":{"enable":{"type":"boolean"},"rollback":{"type":"boolean"},"resetOnHealthyTask":{"type":"boolean"},"thresholdConfiguration":{"$ref":"#/definitions/ThresholdConfiguration"}},"required":["enable","rollback"],"additionalProperties":false},"DeploymentConfiguration":{"type":"object","properties":{"deploymentCircuitBreaker":{"$ref":"#/definitions/DeploymentCircuitBreaker"},"maximumPercent":{"type":"integer"},"minimumHealthyPercent":{"type":"integer"},"alarms":{"$ref":"#/definitions/DeploymentAlarms"},"strategy":{"type":"string","enum":["BLUE_GREEN","CANARY","LINEAR","ROLLING"]},"bakeTimeInMinutes":{"type":"integer"},"lifecycleHooks":{"type":"array","items":{"$ref":"#/definitions/DeploymentLifecycleHook"}},"linearConfiguration":{"$ref":"#/definitions/LinearConfiguration"},"canaryConfiguration":{"$ref":"#/definitions/CanaryConfiguration"},"earlySuccessCriteria":{"$ref":"#/definitions/DeploymentEarlySuccessCriteria"}},"required":[],"additionalProperties":false},"DeploymentController":{"type":"object","properties":{"type":{"type":"string","enum":["CODE_DEPLOY","ECS","EXTERNAL"]}},"required":["type"],"additionalProperties":false},"DeploymentEarlySuccessCriteria":{"type":"object","properties":{"enable":{"type":"boolean"},"healthyPercent":{"type":"integer"},"sourceServiceRevisionCleanup":{"type":"string","enum":["BLOCKING","DEFERRED"]}},"required":["enable"],"additionalProperties":false},"DeploymentLifecycleHook":{"type":"object","properties":{"targetType":{"type":"string","enum":["AWS_LAMBDA","PAUSE"]},"hookTargetArn":{"type":"string"},"roleArn":{"type":"string"},"lifecycleStages":{"type":"array","items":{"type":"string","enum":["POST_PRODUCTION_TRAFFIC_SHIFT","POST_SCALE_UP","POST_TEST_TRAFFIC_SHIFT","PRE_PRODUCTION_TRAFFIC_SHIFT","PRE_SCALE_UP","PRODUCTION_TRAFFIC_SHIFT","RECONCILE_SERVICE","TEST_TRAFFIC_SHIFT"]}},"hookDetails":{},"timeoutConfiguration":{"$ref":"#/definitions/DeploymentLifecycleHookTimeoutConfiguration"}},"required":[],"additionalProperties":false},"DeploymentLifecycleHookTimeoutConfiguration":{"type":"object","properties":{"timeoutInMinutes":{"type":"integer"},"action":{"type":"string","enum":["CONTINUE","ROLLBACK"]}},"required":[],"additionalProperties":false},"EBSTagSpecification":{"type":"object","properties":{"resourceType":{"type":"string","enum":["volume"]},"tags":{"type":"array","items":{"$ref":"#/definitions/Tag"}},"propagateTags":{"type":"string","enum":["NONE","SERVICE","TASK_DEFINITION"]}},"required":["resourceType"],"additionalProperties":false},"GatewayConnector":{"type":"object","properties":{"portName":{"type":"string"},"healthCheck":{"$ref":"#/definitions/GatewayConnectorHealthCheck"},"filters":{"$ref":"#/definitions/GatewayConnectorFilters"}},"required":["portName"],"additionalProperties":false},"GatewayConnectorFilters":{"type":"object","properties":{"accessTypes":{"type":"array","items":{"type":"string","enum":["PRIVATE","PUBLIC"]}}},"required":[],"additionalProperties":false},"GatewayConnectorHealthCheck":{"type":"object","properties":{"healthCheckProtocol":{"type":"string","enum":["HTTP","HTTPS"]},"healthCheckPort":{"type":"integer"},"healthCheckPath":{"type":"string"},"healthCheckTimeoutSeconds":{"type":"integer"},"healthCheckIntervalSeconds":{"type":"integer"},"healthyThresholdCount":{"type":"integer"},"unhealthyThresholdCount":{"type":"integer"},"matcher":{"$ref":"#/definitions/GatewayConnectorHealthCheckMatcher"}},"required":[],"additionalProperties":false},"GatewayConnectorHealthCheckMatcher":{"type":"object","properties":{"httpCode":{"type":"string"},"grpcCode":{"type":"string"}},"required":[],"additionalProperties":false},"LinearConfiguration":{"type":"object","properties":{"stepPercent":{"type":"number"},"stepBakeTimeInMinutes":{"type":"integer"}},"required":[],"additionalProperties":false},"LoadBalancer":{"type":"object","properties":{"targetGroupArn":{"type":"string"},"loadBalancerName":{"type":"string"},"containerName":{"type":"string"},"containerPort":{"type":"integer"},"advancedConfiguration":{"$ref":"#/definitions/AdvancedConfiguration"}},"required":[],"additionalProperties":false},"LogConfiguration":{"type":"object","properties":{"logDriver":{"type":"string","enum":["awsfirelens","awslogs","fluentd","gelf","journald","json-file","splunk","syslog"]},"options":{"type":"object","additionalProperties":{"type":"string"}},"secretOptions":{"type":"array","items":{"$ref":"#/definitions/Secret"}}},"required":["logDriver"],"additionalProperties":false},"MetricConfiguration":{"type":"object","properties":{"metricNames":{"type":"array","items":{"type":"string"}},"resolutionSeconds":{"type":"integer"}},"required":["metricNames","resolutionSeconds"],"additionalProperties":false},"MonitoringConfiguration":{"type":"object","properties":{"metricConfigurations":{"type":"array","items":{"$ref":"#/definitions/MetricConfiguration"}}},"required":[],"additionalProperties":false},"NetworkConfiguration":{"type":"object","properties":{"awsvpcConfiguration":{"$ref":"#/definitions/AwsVpcConfiguration"}},"required":[],"additionalProperties":false},"PlacementConstraint":{"type":"object","properties":{"type":{"type":"string","enum":["distinctInstance","memberOf"]},"expression":{"type":"string"}},"required":[],"additionalProperties":false},"PlacementStrategy":{"type":"object","properties":{"type":{"type":"string","enum":["binpack","random","spread"]},"field":{"type":"string"}},"required":[],"additionalProperties":false},"Secret":{"type":"object","properties":{"name":{"type":"string"},"valueFrom":{"type":"string"}},"required":["name","valueFrom"],"additionalProperties":false},"ServiceConnectAccessLogConfiguration":{"type":"object","properties":{"format":{"type":"string","enum":["JSON","TEXT"]},"includeQueryParameters":{"type":"string","enum":["DISABLED","ENABLED"]}},"required":["format"],"additionalProperties":false},"ServiceConnectClientAlias":{"type":"object","properties":{"port":{"type":"integer"},"dnsName":{"type":"string"},"testTrafficRules":{"$ref":"#/definitions/ServiceConnectTestTrafficRules"}},"required":["port"],"additionalProperties":false},"ServiceConnectConfiguration":{"type":"object","properties":{"enabled":{"type":"boolean"},"namespace":{"type":"string"},"services":{"type":"array","items":{"$ref":"#/definitions/ServiceConnectService"}},"logConfiguration":{"$ref":"#/definitions/LogConfiguration"},"accessLogConfiguration":{"$ref":"#/definitions/ServiceConnectAccessLogConfiguration"},"containerConfigurations":{"type":"array","items":{"$ref":"#/definitions/ServiceConnectContainerConfiguration"}}},"required":["enabled"],"additionalProperties":false},"ServiceConnectContainerConfiguration":{"type":"object","properties":{"logLevel":{"type":"string","enum":["debug","info"]}},"required":[],"additionalProperties":false},"ServiceConnectService":{"type":"object","properties":{"portName":{"type":"string"},"discoveryName":{"type":"string"},"clientAliases":{"type":"array","items":{"$ref":"#/definitions/ServiceConnectClientAlias"}},"ingressPortOverride":{"type":"integer"},"timeout":{"$ref":"#/definitions/TimeoutConfiguration"},"tls":{"$ref":"#/definitions/ServiceConnectTlsConfiguration"}},"required":["portName"],"additionalProperties":false},"ServiceConnectTestTrafficHeaderMatchRules":{"type":"object","properties":{"exact":{"type":"string"}},"required":["exact"],"additionalProperties":false},"ServiceConnectTestTrafficHeaderRules":{"type":"object","properties":{"name":{"type":"string"},"value":{"$ref":"#/definitions/ServiceConnectTestTrafficHeaderMatchRules"}},"required":["name"],"additionalProperties":false},"ServiceConnectTestTrafficRules":{"type":"object","properties":{"header":{"$ref":"#/definitions/ServiceConnectTestTrafficHeaderRules"}},"required":["header"],"additionalProperties":false},"ServiceConnectTlsCertificateAuthority":{"type":"object","properties":{"awsPcaAuthorityArn":{"type":"string"}},"required":[],"additionalProperties":false},"ServiceConnectTlsConfiguration":{"type":"object","properties":{"issuerCertificateAuthority":{"$ref":"#/definitions/ServiceConnectTlsCertificateAuthority"},"kmsKey":{"type":"string"},"roleArn":{"type":"string"}},"required":["issuerCertificateAuthority"],"additionalProperties":false},"ServiceManagedEBSVolumeConfiguration":{"type":"object","properties":{"encrypted":{"type":"boolean"},"kmsKeyId":{"type":"string"},"volumeType":{"type":"string"},"sizeInGiB":{"type":"integer"},"snapshotId":{"type":"string"},"volumeInitializationRate":{"type":"integer"},"iops":{"type":"integer"},"throughput":{"type":"integer"},"tagSpecifications":{"type":"array","items":{"$ref":"#/definitions/EBSTagSpecification"}},"roleArn":{"type":"string"},"filesystemType":{"type":"string","enum":["ext3","ext4","ntfs","xfs"]}},"required":["roleArn"],"additionalProperties":false},"ServiceRegistry":{"type":"object","properties":{"registryArn":{"type":"string"},"port":{"type":"integer"},"containerName":{"type":"string"},"containerPort":{"type":"integer"}},"required":[],"additionalProperties":false},"ServiceVolumeConfiguration":{"type":"object","properties":{"name":{"type":"string"},"managedEBSVolume":{"$ref":"#/definitions/ServiceManagedEBSVolumeConfiguration"}},"required":["name"],"additionalProperties":false},"Tag":{"type":"object","properties":{"key":{"type":"string"},"value":{"type":"string"}},"required":[],"additionalProperties":false},"ThresholdConfiguration":{"type":"object","properties":{"type":{"type":"string","enum":["BOUNDED_PERCENT","COUNT","UNBOUNDED_PERCENT"]},"value":{"type":"integer"}},"required":["type","value"],"additionalProperties":false},"TimeoutConfiguration":{"type":"object","properties":{"idleTimeoutSeconds":{"type":"integer"},"perRequestTimeoutSeconds":{"type":"integer"}},"required":[],"additionalProperties":false},"VpcLatticeAdvancedConfiguration":{"type":"object","properties":{"alternateTargetGroupArn":{"type":"string"},"productionListenerRule":{"type":"string"},"testListenerRule":{"type":"string"}},"required":[],"additionalProperties":false},"VpcLatticeConfiguration":{"type":"object","properties":{"roleArn":{"type":"string"},"targetGroupArn":{"type":"string"},"portName":{"type":"string"},"advancedConfiguration":{"$ref":"#/definitions/VpcLatticeAdvancedConfiguration"}},"required":["roleArn","targetGroupArn","portName"],"additionalProperties":false}}};
const func2 = Object.prototype.hasOwnProperty;
const schema7 = {"type":"object","properties":{"targetGroupArn":{"type":"string"},"loadBalancerName":{"type":"string"},"containerName":{"type":"string"},"containerPort":{"type":"integer"},"advancedConfiguration":{"$ref":"#/definitions/AdvancedConfiguration"}},"required":[],"additionalProperties":false};
const schema8 = {"type":"object","properties":{"alternateTargetGroupArn":{"type":"string"},"productionListenerRule":{"type":"string"},"testListenerRule":{"type":"string"},"roleArn":{"type":"string"}},"required":[],"additionalProperties":false};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "alternateTargetGroupArn") || (key0 === "productionListenerRule")) || (key0 === "testListenerRule")) || (key0 === "roleArn"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.alternateTargetGroupArn !== undefined){
if(typeof data.alternateTargetGroupArn !== "string"){
const err1 = {instancePath:instancePath+"/alternateTargetGroupArn",schemaPath:"#/properties/alternateTargetGroupArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.productionListenerRule !== undefined){
if(typeof data.productionListenerRule !== "string"){
const err2 = {instancePath:instancePath+"/productionListenerRule",schemaPath:"#/properties/productionListenerRule/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.testListenerRule !== undefined){
if(typeof data.testListenerRule !== "string"){
const err3 = {instancePath:instancePath+"/testListenerRule",schemaPath:"#/properties/testListenerRule/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.roleArn !== undefined){
if(typeof data.roleArn !== "string"){
const err4 = {instancePath:instancePath+"/roleArn",schemaPath:"#/properties/roleArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "targetGroupArn") || (key0 === "loadBalancerName")) || (key0 === "containerName")) || (key0 === "containerPort")) || (key0 === "advancedConfiguration"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.targetGroupArn !== undefined){
if(typeof data.targetGroupArn !== "string"){
const err1 = {instancePath:instancePath+"/targetGroupArn",schemaPath:"#/properties/targetGroupArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.loadBalancerName !== undefined){
if(typeof data.loadBalancerName !== "string"){
const err2 = {instancePath:instancePath+"/loadBalancerName",schemaPath:"#/properties/loadBalancerName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.containerName !== undefined){
if(typeof data.containerName !== "string"){
const err3 = {instancePath:instancePath+"/containerName",schemaPath:"#/properties/containerName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.containerPort !== undefined){
let data3 = data.containerPort;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err4 = {instancePath:instancePath+"/containerPort",schemaPath:"#/properties/containerPort/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.advancedConfiguration !== undefined){
if(!(validate23(data.advancedConfiguration, {instancePath:instancePath+"/advancedConfiguration",parentData:data,parentDataProperty:"advancedConfiguration",rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema9 = {"type":"object","properties":{"registryArn":{"type":"string"},"port":{"type":"integer"},"containerName":{"type":"string"},"containerPort":{"type":"integer"}},"required":[],"additionalProperties":false};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "registryArn") || (key0 === "port")) || (key0 === "containerName")) || (key0 === "containerPort"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.registryArn !== undefined){
if(typeof data.registryArn !== "string"){
const err1 = {instancePath:instancePath+"/registryArn",schemaPath:"#/properties/registryArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.port !== undefined){
let data1 = data.port;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.containerName !== undefined){
if(typeof data.containerName !== "string"){
const err3 = {instancePath:instancePath+"/containerName",schemaPath:"#/properties/containerName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.containerPort !== undefined){
let data3 = data.containerPort;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err4 = {instancePath:instancePath+"/containerPort",schemaPath:"#/properties/containerPort/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

const schema10 = {"type":"object","properties":{"capacityProvider":{"type":"string"},"weight":{"type":"integer"},"base":{"type":"integer"}},"required":["capacityProvider"],"additionalProperties":false};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.capacityProvider === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "capacityProvider"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "capacityProvider") || (key0 === "weight")) || (key0 === "base"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.capacityProvider !== undefined){
if(typeof data.capacityProvider !== "string"){
const err2 = {instancePath:instancePath+"/capacityProvider",schemaPath:"#/properties/capacityProvider/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.weight !== undefined){
let data1 = data.weight;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err3 = {instancePath:instancePath+"/weight",schemaPath:"#/properties/weight/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.base !== undefined){
let data2 = data.base;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err4 = {instancePath:instancePath+"/base",schemaPath:"#/properties/base/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}

const schema11 = {"type":"object","properties":{"deploymentCircuitBreaker":{"$ref":"#/definitions/DeploymentCircuitBreaker"},"maximumPercent":{"type":"integer"},"minimumHealthyPercent":{"type":"integer"},"alarms":{"$ref":"#/definitions/DeploymentAlarms"},"strategy":{"type":"string","enum":["BLUE_GREEN","CANARY","LINEAR","ROLLING"]},"bakeTimeInMinutes":{"type":"integer"},"lifecycleHooks":{"type":"array","items":{"$ref":"#/definitions/DeploymentLifecycleHook"}},"linearConfiguration":{"$ref":"#/definitions/LinearConfiguration"},"canaryConfiguration":{"$ref":"#/definitions/CanaryConfiguration"},"earlySuccessCriteria":{"$ref":"#/definitions/DeploymentEarlySuccessCriteria"}},"required":[],"additionalProperties":false};
const schema12 = {"type":"object","properties":{"enable":{"type":"boolean"},"rollback":{"type":"boolean"},"resetOnHealthyTask":{"type":"boolean"},"thresholdConfiguration":{"$ref":"#/definitions/ThresholdConfiguration"}},"required":["enable","rollback"],"additionalProperties":false};
const schema13 = {"type":"object","properties":{"type":{"type":"string","enum":["BOUNDED_PERCENT","COUNT","UNBOUNDED_PERCENT"]},"value":{"type":"integer"}},"required":["type","value"],"additionalProperties":false};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.value === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "value"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "type") || (key0 === "value"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!(((data0 === "BOUNDED_PERCENT") || (data0 === "COUNT")) || (data0 === "UNBOUNDED_PERCENT"))){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema13.properties.type.enum}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.value !== undefined){
let data1 = data.value;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err5 = {instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}


function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.enable === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "enable"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.rollback === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "rollback"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "enable") || (key0 === "rollback")) || (key0 === "resetOnHealthyTask")) || (key0 === "thresholdConfiguration"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.enable !== undefined){
if(typeof data.enable !== "boolean"){
const err3 = {instancePath:instancePath+"/enable",schemaPath:"#/properties/enable/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.rollback !== undefined){
if(typeof data.rollback !== "boolean"){
const err4 = {instancePath:instancePath+"/rollback",schemaPath:"#/properties/rollback/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.resetOnHealthyTask !== undefined){
if(typeof data.resetOnHealthyTask !== "boolean"){
const err5 = {instancePath:instancePath+"/resetOnHealthyTask",schemaPath:"#/properties/resetOnHealthyTask/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.thresholdConfiguration !== undefined){
if(!(validate32(data.thresholdConfiguration, {instancePath:instancePath+"/thresholdConfiguration",parentData:data,parentDataProperty:"thresholdConfiguration",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}

const schema14 = {"type":"object","properties":{"alarmNames":{"type":"array","items":{"type":"string"}},"rollback":{"type":"boolean"},"enable":{"type":"boolean"}},"required":["alarmNames","rollback","enable"],"additionalProperties":false};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.alarmNames === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "alarmNames"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.rollback === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "rollback"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.enable === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "enable"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "alarmNames") || (key0 === "rollback")) || (key0 === "enable"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.alarmNames !== undefined){
let data0 = data.alarmNames;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
const err4 = {instancePath:instancePath+"/alarmNames/" + i0,schemaPath:"#/properties/alarmNames/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/alarmNames",schemaPath:"#/properties/alarmNames/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.rollback !== undefined){
if(typeof data.rollback !== "boolean"){
const err6 = {instancePath:instancePath+"/rollback",schemaPath:"#/properties/rollback/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.enable !== undefined){
if(typeof data.enable !== "boolean"){
const err7 = {instancePath:instancePath+"/enable",schemaPath:"#/properties/enable/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}

const schema15 = {"type":"object","properties":{"targetType":{"type":"string","enum":["AWS_LAMBDA","PAUSE"]},"hookTargetArn":{"type":"string"},"roleArn":{"type":"string"},"lifecycleStages":{"type":"array","items":{"type":"string","enum":["POST_PRODUCTION_TRAFFIC_SHIFT","POST_SCALE_UP","POST_TEST_TRAFFIC_SHIFT","PRE_PRODUCTION_TRAFFIC_SHIFT","PRE_SCALE_UP","PRODUCTION_TRAFFIC_SHIFT","RECONCILE_SERVICE","TEST_TRAFFIC_SHIFT"]}},"hookDetails":{},"timeoutConfiguration":{"$ref":"#/definitions/DeploymentLifecycleHookTimeoutConfiguration"}},"required":[],"additionalProperties":false};
const schema16 = {"type":"object","properties":{"timeoutInMinutes":{"type":"integer"},"action":{"type":"string","enum":["CONTINUE","ROLLBACK"]}},"required":[],"additionalProperties":false};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "timeoutInMinutes") || (key0 === "action"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.timeoutInMinutes !== undefined){
let data0 = data.timeoutInMinutes;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err1 = {instancePath:instancePath+"/timeoutInMinutes",schemaPath:"#/properties/timeoutInMinutes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.action !== undefined){
let data1 = data.action;
if(typeof data1 !== "string"){
const err2 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!((data1 === "CONTINUE") || (data1 === "ROLLBACK"))){
const err3 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema16.properties.action.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate38.errors = vErrors;
return errors === 0;
}


function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "targetType") || (key0 === "hookTargetArn")) || (key0 === "roleArn")) || (key0 === "lifecycleStages")) || (key0 === "hookDetails")) || (key0 === "timeoutConfiguration"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.targetType !== undefined){
let data0 = data.targetType;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/targetType",schemaPath:"#/properties/targetType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!((data0 === "AWS_LAMBDA") || (data0 === "PAUSE"))){
const err2 = {instancePath:instancePath+"/targetType",schemaPath:"#/properties/targetType/enum",keyword:"enum",params:{allowedValues: schema15.properties.targetType.enum}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.hookTargetArn !== undefined){
if(typeof data.hookTargetArn !== "string"){
const err3 = {instancePath:instancePath+"/hookTargetArn",schemaPath:"#/properties/hookTargetArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.roleArn !== undefined){
if(typeof data.roleArn !== "string"){
const err4 = {instancePath:instancePath+"/roleArn",schemaPath:"#/properties/roleArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.lifecycleStages !== undefined){
let data3 = data.lifecycleStages;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 !== "string"){
const err5 = {instancePath:instancePath+"/lifecycleStages/" + i0,schemaPath:"#/properties/lifecycleStages/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!((((((((data4 === "POST_PRODUCTION_TRAFFIC_SHIFT") || (data4 === "POST_SCALE_UP")) || (data4 === "POST_TEST_TRAFFIC_SHIFT")) || (data4 === "PRE_PRODUCTION_TRAFFIC_SHIFT")) || (data4 === "PRE_SCALE_UP")) || (data4 === "PRODUCTION_TRAFFIC_SHIFT")) || (data4 === "RECONCILE_SERVICE")) || (data4 === "TEST_TRAFFIC_SHIFT"))){
const err6 = {instancePath:instancePath+"/lifecycleStages/" + i0,schemaPath:"#/properties/lifecycleStages/items/enum",keyword:"enum",params:{allowedValues: schema15.properties.lifecycleStages.items.enum}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath:instancePath+"/lifecycleStages",schemaPath:"#/properties/lifecycleStages/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.timeoutConfiguration !== undefined){
if(!(validate38(data.timeoutConfiguration, {instancePath:instancePath+"/timeoutConfiguration",parentData:data,parentDataProperty:"timeoutConfiguration",rootData}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}

const schema17 = {"type":"object","properties":{"stepPercent":{"type":"number"},"stepBakeTimeInMinutes":{"type":"integer"}},"required":[],"additionalProperties":false};

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "stepPercent") || (key0 === "stepBakeTimeInMinutes"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.stepPercent !== undefined){
let data0 = data.stepPercent;
if(!((typeof data0 == "number") && (isFinite(data0)))){
const err1 = {instancePath:instancePath+"/stepPercent",schemaPath:"#/properties/stepPercent/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.stepBakeTimeInMinutes !== undefined){
let data1 = data.stepBakeTimeInMinutes;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/stepBakeTimeInMinutes",schemaPath:"#/properties/stepBakeTimeInMinutes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate41.errors = vErrors;
return errors === 0;
}

const schema18 = {"type":"object","properties":{"canaryPercent":{"type":"number"},"canaryBakeTimeInMinutes":{"type":"integer"}},"required":[],"additionalProperties":false};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "canaryPercent") || (key0 === "canaryBakeTimeInMinutes"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.canaryPercent !== undefined){
let data0 = data.canaryPercent;
if(!((typeof data0 == "number") && (isFinite(data0)))){
const err1 = {instancePath:instancePath+"/canaryPercent",schemaPath:"#/properties/canaryPercent/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.canaryBakeTimeInMinutes !== undefined){
let data1 = data.canaryBakeTimeInMinutes;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/canaryBakeTimeInMinutes",schemaPath:"#/properties/canaryBakeTimeInMinutes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}

const schema19 = {"type":"object","properties":{"enable":{"type":"boolean"},"healthyPercent":{"type":"integer"},"sourceServiceRevisionCleanup":{"type":"string","enum":["BLOCKING","DEFERRED"]}},"required":["enable"],"additionalProperties":false};

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.enable === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "enable"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "enable") || (key0 === "healthyPercent")) || (key0 === "sourceServiceRevisionCleanup"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.enable !== undefined){
if(typeof data.enable !== "boolean"){
const err2 = {instancePath:instancePath+"/enable",schemaPath:"#/properties/enable/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.healthyPercent !== undefined){
let data1 = data.healthyPercent;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err3 = {instancePath:instancePath+"/healthyPercent",schemaPath:"#/properties/healthyPercent/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.sourceServiceRevisionCleanup !== undefined){
let data2 = data.sourceServiceRevisionCleanup;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/sourceServiceRevisionCleanup",schemaPath:"#/properties/sourceServiceRevisionCleanup/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!((data2 === "BLOCKING") || (data2 === "DEFERRED"))){
const err5 = {instancePath:instancePath+"/sourceServiceRevisionCleanup",schemaPath:"#/properties/sourceServiceRevisionCleanup/enum",keyword:"enum",params:{allowedValues: schema19.properties.sourceServiceRevisionCleanup.enum}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}


function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.deploymentCircuitBreaker !== undefined){
if(!(validate31(data.deploymentCircuitBreaker, {instancePath:instancePath+"/deploymentCircuitBreaker",parentData:data,parentDataProperty:"deploymentCircuitBreaker",rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
if(data.maximumPercent !== undefined){
let data1 = data.maximumPercent;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err1 = {instancePath:instancePath+"/maximumPercent",schemaPath:"#/properties/maximumPercent/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.minimumHealthyPercent !== undefined){
let data2 = data.minimumHealthyPercent;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err2 = {instancePath:instancePath+"/minimumHealthyPercent",schemaPath:"#/properties/minimumHealthyPercent/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.alarms !== undefined){
if(!(validate35(data.alarms, {instancePath:instancePath+"/alarms",parentData:data,parentDataProperty:"alarms",rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.strategy !== undefined){
let data4 = data.strategy;
if(typeof data4 !== "string"){
const err3 = {instancePath:instancePath+"/strategy",schemaPath:"#/properties/strategy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!((((data4 === "BLUE_GREEN") || (data4 === "CANARY")) || (data4 === "LINEAR")) || (data4 === "ROLLING"))){
const err4 = {instancePath:instancePath+"/strategy",schemaPath:"#/properties/strategy/enum",keyword:"enum",params:{allowedValues: schema11.properties.strategy.enum}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.bakeTimeInMinutes !== undefined){
let data5 = data.bakeTimeInMinutes;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err5 = {instancePath:instancePath+"/bakeTimeInMinutes",schemaPath:"#/properties/bakeTimeInMinutes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.lifecycleHooks !== undefined){
let data6 = data.lifecycleHooks;
if(Array.isArray(data6)){
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
if(!(validate37(data6[i0], {instancePath:instancePath+"/lifecycleHooks/" + i0,parentData:data6,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
}
else {
const err6 = {instancePath:instancePath+"/lifecycleHooks",schemaPath:"#/properties/lifecycleHooks/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.linearConfiguration !== undefined){
if(!(validate41(data.linearConfiguration, {instancePath:instancePath+"/linearConfiguration",parentData:data,parentDataProperty:"linearConfiguration",rootData}))){
vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
errors = vErrors.length;
}
}
if(data.canaryConfiguration !== undefined){
if(!(validate43(data.canaryConfiguration, {instancePath:instancePath+"/canaryConfiguration",parentData:data,parentDataProperty:"canaryConfiguration",rootData}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
if(data.earlySuccessCriteria !== undefined){
if(!(validate45(data.earlySuccessCriteria, {instancePath:instancePath+"/earlySuccessCriteria",parentData:data,parentDataProperty:"earlySuccessCriteria",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}

const schema20 = {"type":"object","properties":{"type":{"type":"string","enum":["distinctInstance","memberOf"]},"expression":{"type":"string"}},"required":[],"additionalProperties":false};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "type") || (key0 === "expression"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!((data0 === "distinctInstance") || (data0 === "memberOf"))){
const err2 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema20.properties.type.enum}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.expression !== undefined){
if(typeof data.expression !== "string"){
const err3 = {instancePath:instancePath+"/expression",schemaPath:"#/properties/expression/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate48.errors = vErrors;
return errors === 0;
}

const schema21 = {"type":"object","properties":{"type":{"type":"string","enum":["binpack","random","spread"]},"field":{"type":"string"}},"required":[],"additionalProperties":false};

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "type") || (key0 === "field"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!(((data0 === "binpack") || (data0 === "random")) || (data0 === "spread"))){
const err2 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema21.properties.type.enum}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.field !== undefined){
if(typeof data.field !== "string"){
const err3 = {instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate50.errors = vErrors;
return errors === 0;
}

const schema22 = {"type":"object","properties":{"awsvpcConfiguration":{"$ref":"#/definitions/AwsVpcConfiguration"}},"required":[],"additionalProperties":false};
const schema23 = {"type":"object","properties":{"subnets":{"type":"array","items":{"type":"string"}},"securityGroups":{"type":"array","items":{"type":"string"}},"assignPublicIp":{"type":"string","enum":["DISABLED","ENABLED"]}},"required":["subnets"],"additionalProperties":false};

function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.subnets === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "subnets"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "subnets") || (key0 === "securityGroups")) || (key0 === "assignPublicIp"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.subnets !== undefined){
let data0 = data.subnets;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
const err2 = {instancePath:instancePath+"/subnets/" + i0,schemaPath:"#/properties/subnets/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath:instancePath+"/subnets",schemaPath:"#/properties/subnets/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.securityGroups !== undefined){
let data2 = data.securityGroups;
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
if(typeof data2[i1] !== "string"){
const err4 = {instancePath:instancePath+"/securityGroups/" + i1,schemaPath:"#/properties/securityGroups/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/securityGroups",schemaPath:"#/properties/securityGroups/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.assignPublicIp !== undefined){
let data4 = data.assignPublicIp;
if(typeof data4 !== "string"){
const err6 = {instancePath:instancePath+"/assignPublicIp",schemaPath:"#/properties/assignPublicIp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!((data4 === "DISABLED") || (data4 === "ENABLED"))){
const err7 = {instancePath:instancePath+"/assignPublicIp",schemaPath:"#/properties/assignPublicIp/enum",keyword:"enum",params:{allowedValues: schema23.properties.assignPublicIp.enum}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate53.errors = vErrors;
return errors === 0;
}


function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "awsvpcConfiguration")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.awsvpcConfiguration !== undefined){
if(!(validate53(data.awsvpcConfiguration, {instancePath:instancePath+"/awsvpcConfiguration",parentData:data,parentDataProperty:"awsvpcConfiguration",rootData}))){
vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate52.errors = vErrors;
return errors === 0;
}

const schema24 = {"type":"object","properties":{"type":{"type":"string","enum":["CODE_DEPLOY","ECS","EXTERNAL"]}},"required":["type"],"additionalProperties":false};

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "type")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!(((data0 === "CODE_DEPLOY") || (data0 === "ECS")) || (data0 === "EXTERNAL"))){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema24.properties.type.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate56.errors = vErrors;
return errors === 0;
}

const schema25 = {"type":"object","properties":{"key":{"type":"string"},"value":{"type":"string"}},"required":[],"additionalProperties":false};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "key") || (key0 === "value"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
const err1 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.value !== undefined){
if(typeof data.value !== "string"){
const err2 = {instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate58.errors = vErrors;
return errors === 0;
}

const schema26 = {"type":"object","properties":{"enabled":{"type":"boolean"},"namespace":{"type":"string"},"services":{"type":"array","items":{"$ref":"#/definitions/ServiceConnectService"}},"logConfiguration":{"$ref":"#/definitions/LogConfiguration"},"accessLogConfiguration":{"$ref":"#/definitions/ServiceConnectAccessLogConfiguration"},"containerConfigurations":{"type":"array","items":{"$ref":"#/definitions/ServiceConnectContainerConfiguration"}}},"required":["enabled"],"additionalProperties":false};
const schema27 = {"type":"object","properties":{"portName":{"type":"string"},"discoveryName":{"type":"string"},"clientAliases":{"type":"array","items":{"$ref":"#/definitions/ServiceConnectClientAlias"}},"ingressPortOverride":{"type":"integer"},"timeout":{"$ref":"#/definitions/TimeoutConfiguration"},"tls":{"$ref":"#/definitions/ServiceConnectTlsConfiguration"}},"required":["portName"],"additionalProperties":false};
const schema28 = {"type":"object","properties":{"port":{"type":"integer"},"dnsName":{"type":"string"},"testTrafficRules":{"$ref":"#/definitions/ServiceConnectTestTrafficRules"}},"required":["port"],"additionalProperties":false};
const schema29 = {"type":"object","properties":{"header":{"$ref":"#/definitions/ServiceConnectTestTrafficHeaderRules"}},"required":["header"],"additionalProperties":false};
const schema30 = {"type":"object","properties":{"name":{"type":"string"},"value":{"$ref":"#/definitions/ServiceConnectTestTrafficHeaderMatchRules"}},"required":["name"],"additionalProperties":false};
const schema31 = {"type":"object","properties":{"exact":{"type":"string"}},"required":["exact"],"additionalProperties":false};

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.exact === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "exact"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "exact")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.exact !== undefined){
if(typeof data.exact !== "string"){
const err2 = {instancePath:instancePath+"/exact",schemaPath:"#/properties/exact/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate65.errors = vErrors;
return errors === 0;
}


function validate64(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "value"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.value !== undefined){
if(!(validate65(data.value, {instancePath:instancePath+"/value",parentData:data,parentDataProperty:"value",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate64.errors = vErrors;
return errors === 0;
}


function validate63(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.header === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "header"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "header")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.header !== undefined){
if(!(validate64(data.header, {instancePath:instancePath+"/header",parentData:data,parentDataProperty:"header",rootData}))){
vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate63.errors = vErrors;
return errors === 0;
}


function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.port === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "port"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "port") || (key0 === "dnsName")) || (key0 === "testTrafficRules"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.port !== undefined){
let data0 = data.port;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err2 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.dnsName !== undefined){
if(typeof data.dnsName !== "string"){
const err3 = {instancePath:instancePath+"/dnsName",schemaPath:"#/properties/dnsName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.testTrafficRules !== undefined){
if(!(validate63(data.testTrafficRules, {instancePath:instancePath+"/testTrafficRules",parentData:data,parentDataProperty:"testTrafficRules",rootData}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate62.errors = vErrors;
return errors === 0;
}

const schema32 = {"type":"object","properties":{"idleTimeoutSeconds":{"type":"integer"},"perRequestTimeoutSeconds":{"type":"integer"}},"required":[],"additionalProperties":false};

function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "idleTimeoutSeconds") || (key0 === "perRequestTimeoutSeconds"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.idleTimeoutSeconds !== undefined){
let data0 = data.idleTimeoutSeconds;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err1 = {instancePath:instancePath+"/idleTimeoutSeconds",schemaPath:"#/properties/idleTimeoutSeconds/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.perRequestTimeoutSeconds !== undefined){
let data1 = data.perRequestTimeoutSeconds;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/perRequestTimeoutSeconds",schemaPath:"#/properties/perRequestTimeoutSeconds/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate70.errors = vErrors;
return errors === 0;
}

const schema33 = {"type":"object","properties":{"issuerCertificateAuthority":{"$ref":"#/definitions/ServiceConnectTlsCertificateAuthority"},"kmsKey":{"type":"string"},"roleArn":{"type":"string"}},"required":["issuerCertificateAuthority"],"additionalProperties":false};
const schema34 = {"type":"object","properties":{"awsPcaAuthorityArn":{"type":"string"}},"required":[],"additionalProperties":false};

function validate73(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "awsPcaAuthorityArn")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.awsPcaAuthorityArn !== undefined){
if(typeof data.awsPcaAuthorityArn !== "string"){
const err1 = {instancePath:instancePath+"/awsPcaAuthorityArn",schemaPath:"#/properties/awsPcaAuthorityArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate73.errors = vErrors;
return errors === 0;
}


function validate72(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.issuerCertificateAuthority === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "issuerCertificateAuthority"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "issuerCertificateAuthority") || (key0 === "kmsKey")) || (key0 === "roleArn"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.issuerCertificateAuthority !== undefined){
if(!(validate73(data.issuerCertificateAuthority, {instancePath:instancePath+"/issuerCertificateAuthority",parentData:data,parentDataProperty:"issuerCertificateAuthority",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.kmsKey !== undefined){
if(typeof data.kmsKey !== "string"){
const err2 = {instancePath:instancePath+"/kmsKey",schemaPath:"#/properties/kmsKey/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.roleArn !== undefined){
if(typeof data.roleArn !== "string"){
const err3 = {instancePath:instancePath+"/roleArn",schemaPath:"#/properties/roleArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate72.errors = vErrors;
return errors === 0;
}


function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.portName === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "portName"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "portName") || (key0 === "discoveryName")) || (key0 === "clientAliases")) || (key0 === "ingressPortOverride")) || (key0 === "timeout")) || (key0 === "tls"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.portName !== undefined){
if(typeof data.portName !== "string"){
const err2 = {instancePath:instancePath+"/portName",schemaPath:"#/properties/portName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.discoveryName !== undefined){
if(typeof data.discoveryName !== "string"){
const err3 = {instancePath:instancePath+"/discoveryName",schemaPath:"#/properties/discoveryName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.clientAliases !== undefined){
let data2 = data.clientAliases;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(!(validate62(data2[i0], {instancePath:instancePath+"/clientAliases/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath:instancePath+"/clientAliases",schemaPath:"#/properties/clientAliases/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.ingressPortOverride !== undefined){
let data4 = data.ingressPortOverride;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err5 = {instancePath:instancePath+"/ingressPortOverride",schemaPath:"#/properties/ingressPortOverride/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.timeout !== undefined){
if(!(validate70(data.timeout, {instancePath:instancePath+"/timeout",parentData:data,parentDataProperty:"timeout",rootData}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
}
if(data.tls !== undefined){
if(!(validate72(data.tls, {instancePath:instancePath+"/tls",parentData:data,parentDataProperty:"tls",rootData}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate61.errors = vErrors;
return errors === 0;
}

const schema35 = {"type":"object","properties":{"logDriver":{"type":"string","enum":["awsfirelens","awslogs","fluentd","gelf","journald","json-file","splunk","syslog"]},"options":{"type":"object","additionalProperties":{"type":"string"}},"secretOptions":{"type":"array","items":{"$ref":"#/definitions/Secret"}}},"required":["logDriver"],"additionalProperties":false};
const schema36 = {"type":"object","properties":{"name":{"type":"string"},"valueFrom":{"type":"string"}},"required":["name","valueFrom"],"additionalProperties":false};

function validate78(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.valueFrom === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "valueFrom"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "valueFrom"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.valueFrom !== undefined){
if(typeof data.valueFrom !== "string"){
const err4 = {instancePath:instancePath+"/valueFrom",schemaPath:"#/properties/valueFrom/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate78.errors = vErrors;
return errors === 0;
}


function validate77(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.logDriver === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "logDriver"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "logDriver") || (key0 === "options")) || (key0 === "secretOptions"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.logDriver !== undefined){
let data0 = data.logDriver;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/logDriver",schemaPath:"#/properties/logDriver/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!((((((((data0 === "awsfirelens") || (data0 === "awslogs")) || (data0 === "fluentd")) || (data0 === "gelf")) || (data0 === "journald")) || (data0 === "json-file")) || (data0 === "splunk")) || (data0 === "syslog"))){
const err3 = {instancePath:instancePath+"/logDriver",schemaPath:"#/properties/logDriver/enum",keyword:"enum",params:{allowedValues: schema35.properties.logDriver.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.options !== undefined){
let data1 = data.options;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(typeof data1[key1] !== "string"){
const err4 = {instancePath:instancePath+"/options/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/options/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/options",schemaPath:"#/properties/options/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.secretOptions !== undefined){
let data3 = data.secretOptions;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
if(!(validate78(data3[i0], {instancePath:instancePath+"/secretOptions/" + i0,parentData:data3,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
}
}
else {
const err6 = {instancePath:instancePath+"/secretOptions",schemaPath:"#/properties/secretOptions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate77.errors = vErrors;
return errors === 0;
}

const schema37 = {"type":"object","properties":{"format":{"type":"string","enum":["JSON","TEXT"]},"includeQueryParameters":{"type":"string","enum":["DISABLED","ENABLED"]}},"required":["format"],"additionalProperties":false};

function validate81(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.format === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "format"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "format") || (key0 === "includeQueryParameters"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.format !== undefined){
let data0 = data.format;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!((data0 === "JSON") || (data0 === "TEXT"))){
const err3 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/enum",keyword:"enum",params:{allowedValues: schema37.properties.format.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.includeQueryParameters !== undefined){
let data1 = data.includeQueryParameters;
if(typeof data1 !== "string"){
const err4 = {instancePath:instancePath+"/includeQueryParameters",schemaPath:"#/properties/includeQueryParameters/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!((data1 === "DISABLED") || (data1 === "ENABLED"))){
const err5 = {instancePath:instancePath+"/includeQueryParameters",schemaPath:"#/properties/includeQueryParameters/enum",keyword:"enum",params:{allowedValues: schema37.properties.includeQueryParameters.enum}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate81.errors = vErrors;
return errors === 0;
}

const schema38 = {"type":"object","properties":{"logLevel":{"type":"string","enum":["debug","info"]}},"required":[],"additionalProperties":false};

function validate83(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "logLevel")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.logLevel !== undefined){
let data0 = data.logLevel;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/logLevel",schemaPath:"#/properties/logLevel/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!((data0 === "debug") || (data0 === "info"))){
const err2 = {instancePath:instancePath+"/logLevel",schemaPath:"#/properties/logLevel/enum",keyword:"enum",params:{allowedValues: schema38.properties.logLevel.enum}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate83.errors = vErrors;
return errors === 0;
}


function validate60(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.enabled === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "enabled"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "enabled") || (key0 === "namespace")) || (key0 === "services")) || (key0 === "logConfiguration")) || (key0 === "accessLogConfiguration")) || (key0 === "containerConfigurations"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.enabled !== undefined){
if(typeof data.enabled !== "boolean"){
const err2 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.namespace !== undefined){
if(typeof data.namespace !== "string"){
const err3 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.services !== undefined){
let data2 = data.services;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(!(validate61(data2[i0], {instancePath:instancePath+"/services/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate61.errors : vErrors.concat(validate61.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath:instancePath+"/services",schemaPath:"#/properties/services/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.logConfiguration !== undefined){
if(!(validate77(data.logConfiguration, {instancePath:instancePath+"/logConfiguration",parentData:data,parentDataProperty:"logConfiguration",rootData}))){
vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
errors = vErrors.length;
}
}
if(data.accessLogConfiguration !== undefined){
if(!(validate81(data.accessLogConfiguration, {instancePath:instancePath+"/accessLogConfiguration",parentData:data,parentDataProperty:"accessLogConfiguration",rootData}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
if(data.containerConfigurations !== undefined){
let data6 = data.containerConfigurations;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
if(!(validate83(data6[i1], {instancePath:instancePath+"/containerConfigurations/" + i1,parentData:data6,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath:instancePath+"/containerConfigurations",schemaPath:"#/properties/containerConfigurations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate60.errors = vErrors;
return errors === 0;
}

const schema39 = {"type":"object","properties":{"name":{"type":"string"},"managedEBSVolume":{"$ref":"#/definitions/ServiceManagedEBSVolumeConfiguration"}},"required":["name"],"additionalProperties":false};
const schema40 = {"type":"object","properties":{"encrypted":{"type":"boolean"},"kmsKeyId":{"type":"string"},"volumeType":{"type":"string"},"sizeInGiB":{"type":"integer"},"snapshotId":{"type":"string"},"volumeInitializationRate":{"type":"integer"},"iops":{"type":"integer"},"throughput":{"type":"integer"},"tagSpecifications":{"type":"array","items":{"$ref":"#/definitions/EBSTagSpecification"}},"roleArn":{"type":"string"},"filesystemType":{"type":"string","enum":["ext3","ext4","ntfs","xfs"]}},"required":["roleArn"],"additionalProperties":false};
const schema41 = {"type":"object","properties":{"resourceType":{"type":"string","enum":["volume"]},"tags":{"type":"array","items":{"$ref":"#/definitions/Tag"}},"propagateTags":{"type":"string","enum":["NONE","SERVICE","TASK_DEFINITION"]}},"required":["resourceType"],"additionalProperties":false};

function validate88(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.resourceType === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "resourceType"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "resourceType") || (key0 === "tags")) || (key0 === "propagateTags"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.resourceType !== undefined){
let data0 = data.resourceType;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/resourceType",schemaPath:"#/properties/resourceType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!(data0 === "volume")){
const err3 = {instancePath:instancePath+"/resourceType",schemaPath:"#/properties/resourceType/enum",keyword:"enum",params:{allowedValues: schema41.properties.resourceType.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.tags !== undefined){
let data1 = data.tags;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(!(validate58(data1[i0], {instancePath:instancePath+"/tags/" + i0,parentData:data1,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.propagateTags !== undefined){
let data3 = data.propagateTags;
if(typeof data3 !== "string"){
const err5 = {instancePath:instancePath+"/propagateTags",schemaPath:"#/properties/propagateTags/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!(((data3 === "NONE") || (data3 === "SERVICE")) || (data3 === "TASK_DEFINITION"))){
const err6 = {instancePath:instancePath+"/propagateTags",schemaPath:"#/properties/propagateTags/enum",keyword:"enum",params:{allowedValues: schema41.properties.propagateTags.enum}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate88.errors = vErrors;
return errors === 0;
}


function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.roleArn === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "roleArn"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema40.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.encrypted !== undefined){
if(typeof data.encrypted !== "boolean"){
const err2 = {instancePath:instancePath+"/encrypted",schemaPath:"#/properties/encrypted/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.kmsKeyId !== undefined){
if(typeof data.kmsKeyId !== "string"){
const err3 = {instancePath:instancePath+"/kmsKeyId",schemaPath:"#/properties/kmsKeyId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.volumeType !== undefined){
if(typeof data.volumeType !== "string"){
const err4 = {instancePath:instancePath+"/volumeType",schemaPath:"#/properties/volumeType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.sizeInGiB !== undefined){
let data3 = data.sizeInGiB;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err5 = {instancePath:instancePath+"/sizeInGiB",schemaPath:"#/properties/sizeInGiB/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.snapshotId !== undefined){
if(typeof data.snapshotId !== "string"){
const err6 = {instancePath:instancePath+"/snapshotId",schemaPath:"#/properties/snapshotId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.volumeInitializationRate !== undefined){
let data5 = data.volumeInitializationRate;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err7 = {instancePath:instancePath+"/volumeInitializationRate",schemaPath:"#/properties/volumeInitializationRate/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.iops !== undefined){
let data6 = data.iops;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err8 = {instancePath:instancePath+"/iops",schemaPath:"#/properties/iops/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.throughput !== undefined){
let data7 = data.throughput;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err9 = {instancePath:instancePath+"/throughput",schemaPath:"#/properties/throughput/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.tagSpecifications !== undefined){
let data8 = data.tagSpecifications;
if(Array.isArray(data8)){
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
if(!(validate88(data8[i0], {instancePath:instancePath+"/tagSpecifications/" + i0,parentData:data8,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
}
else {
const err10 = {instancePath:instancePath+"/tagSpecifications",schemaPath:"#/properties/tagSpecifications/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.roleArn !== undefined){
if(typeof data.roleArn !== "string"){
const err11 = {instancePath:instancePath+"/roleArn",schemaPath:"#/properties/roleArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.filesystemType !== undefined){
let data11 = data.filesystemType;
if(typeof data11 !== "string"){
const err12 = {instancePath:instancePath+"/filesystemType",schemaPath:"#/properties/filesystemType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!((((data11 === "ext3") || (data11 === "ext4")) || (data11 === "ntfs")) || (data11 === "xfs"))){
const err13 = {instancePath:instancePath+"/filesystemType",schemaPath:"#/properties/filesystemType/enum",keyword:"enum",params:{allowedValues: schema40.properties.filesystemType.enum}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate87.errors = vErrors;
return errors === 0;
}


function validate86(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "managedEBSVolume"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.managedEBSVolume !== undefined){
if(!(validate87(data.managedEBSVolume, {instancePath:instancePath+"/managedEBSVolume",parentData:data,parentDataProperty:"managedEBSVolume",rootData}))){
vErrors = vErrors === null ? validate87.errors : vErrors.concat(validate87.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate86.errors = vErrors;
return errors === 0;
}

const schema42 = {"type":"object","properties":{"roleArn":{"type":"string"},"targetGroupArn":{"type":"string"},"portName":{"type":"string"},"advancedConfiguration":{"$ref":"#/definitions/VpcLatticeAdvancedConfiguration"}},"required":["roleArn","targetGroupArn","portName"],"additionalProperties":false};
const schema43 = {"type":"object","properties":{"alternateTargetGroupArn":{"type":"string"},"productionListenerRule":{"type":"string"},"testListenerRule":{"type":"string"}},"required":[],"additionalProperties":false};

function validate94(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "alternateTargetGroupArn") || (key0 === "productionListenerRule")) || (key0 === "testListenerRule"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.alternateTargetGroupArn !== undefined){
if(typeof data.alternateTargetGroupArn !== "string"){
const err1 = {instancePath:instancePath+"/alternateTargetGroupArn",schemaPath:"#/properties/alternateTargetGroupArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.productionListenerRule !== undefined){
if(typeof data.productionListenerRule !== "string"){
const err2 = {instancePath:instancePath+"/productionListenerRule",schemaPath:"#/properties/productionListenerRule/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.testListenerRule !== undefined){
if(typeof data.testListenerRule !== "string"){
const err3 = {instancePath:instancePath+"/testListenerRule",schemaPath:"#/properties/testListenerRule/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate94.errors = vErrors;
return errors === 0;
}


function validate93(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.roleArn === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "roleArn"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.targetGroupArn === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "targetGroupArn"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.portName === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "portName"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "roleArn") || (key0 === "targetGroupArn")) || (key0 === "portName")) || (key0 === "advancedConfiguration"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.roleArn !== undefined){
if(typeof data.roleArn !== "string"){
const err4 = {instancePath:instancePath+"/roleArn",schemaPath:"#/properties/roleArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.targetGroupArn !== undefined){
if(typeof data.targetGroupArn !== "string"){
const err5 = {instancePath:instancePath+"/targetGroupArn",schemaPath:"#/properties/targetGroupArn/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.portName !== undefined){
if(typeof data.portName !== "string"){
const err6 = {instancePath:instancePath+"/portName",schemaPath:"#/properties/portName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.advancedConfiguration !== undefined){
if(!(validate94(data.advancedConfiguration, {instancePath:instancePath+"/advancedConfiguration",parentData:data,parentDataProperty:"advancedConfiguration",rootData}))){
vErrors = vErrors === null ? validate94.errors : vErrors.concat(validate94.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate93.errors = vErrors;
return errors === 0;
}

const schema44 = {"type":"object","properties":{"portName":{"type":"string"},"healthCheck":{"$ref":"#/definitions/GatewayConnectorHealthCheck"},"filters":{"$ref":"#/definitions/GatewayConnectorFilters"}},"required":["portName"],"additionalProperties":false};
const schema45 = {"type":"object","properties":{"healthCheckProtocol":{"type":"string","enum":["HTTP","HTTPS"]},"healthCheckPort":{"type":"integer"},"healthCheckPath":{"type":"string"},"healthCheckTimeoutSeconds":{"type":"integer"},"healthCheckIntervalSeconds":{"type":"integer"},"healthyThresholdCount":{"type":"integer"},"unhealthyThresholdCount":{"type":"integer"},"matcher":{"$ref":"#/definitions/GatewayConnectorHealthCheckMatcher"}},"required":[],"additionalProperties":false};
const schema46 = {"type":"object","properties":{"httpCode":{"type":"string"},"grpcCode":{"type":"string"}},"required":[],"additionalProperties":false};

function validate99(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "httpCode") || (key0 === "grpcCode"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.httpCode !== undefined){
if(typeof data.httpCode !== "string"){
const err1 = {instancePath:instancePath+"/httpCode",schemaPath:"#/properties/httpCode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.grpcCode !== undefined){
if(typeof data.grpcCode !== "string"){
const err2 = {instancePath:instancePath+"/grpcCode",schemaPath:"#/properties/grpcCode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate99.errors = vErrors;
return errors === 0;
}


function validate98(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "healthCheckProtocol") || (key0 === "healthCheckPort")) || (key0 === "healthCheckPath")) || (key0 === "healthCheckTimeoutSeconds")) || (key0 === "healthCheckIntervalSeconds")) || (key0 === "healthyThresholdCount")) || (key0 === "unhealthyThresholdCount")) || (key0 === "matcher"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.healthCheckProtocol !== undefined){
let data0 = data.healthCheckProtocol;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/healthCheckProtocol",schemaPath:"#/properties/healthCheckProtocol/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!((data0 === "HTTP") || (data0 === "HTTPS"))){
const err2 = {instancePath:instancePath+"/healthCheckProtocol",schemaPath:"#/properties/healthCheckProtocol/enum",keyword:"enum",params:{allowedValues: schema45.properties.healthCheckProtocol.enum}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.healthCheckPort !== undefined){
let data1 = data.healthCheckPort;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err3 = {instancePath:instancePath+"/healthCheckPort",schemaPath:"#/properties/healthCheckPort/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.healthCheckPath !== undefined){
if(typeof data.healthCheckPath !== "string"){
const err4 = {instancePath:instancePath+"/healthCheckPath",schemaPath:"#/properties/healthCheckPath/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.healthCheckTimeoutSeconds !== undefined){
let data3 = data.healthCheckTimeoutSeconds;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err5 = {instancePath:instancePath+"/healthCheckTimeoutSeconds",schemaPath:"#/properties/healthCheckTimeoutSeconds/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.healthCheckIntervalSeconds !== undefined){
let data4 = data.healthCheckIntervalSeconds;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err6 = {instancePath:instancePath+"/healthCheckIntervalSeconds",schemaPath:"#/properties/healthCheckIntervalSeconds/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.healthyThresholdCount !== undefined){
let data5 = data.healthyThresholdCount;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err7 = {instancePath:instancePath+"/healthyThresholdCount",schemaPath:"#/properties/healthyThresholdCount/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.unhealthyThresholdCount !== undefined){
let data6 = data.unhealthyThresholdCount;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err8 = {instancePath:instancePath+"/unhealthyThresholdCount",schemaPath:"#/properties/unhealthyThresholdCount/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.matcher !== undefined){
if(!(validate99(data.matcher, {instancePath:instancePath+"/matcher",parentData:data,parentDataProperty:"matcher",rootData}))){
vErrors = vErrors === null ? validate99.errors : vErrors.concat(validate99.errors);
errors = vErrors.length;
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate98.errors = vErrors;
return errors === 0;
}

const schema47 = {"type":"object","properties":{"accessTypes":{"type":"array","items":{"type":"string","enum":["PRIVATE","PUBLIC"]}}},"required":[],"additionalProperties":false};

function validate102(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "accessTypes")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.accessTypes !== undefined){
let data0 = data.accessTypes;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
const err1 = {instancePath:instancePath+"/accessTypes/" + i0,schemaPath:"#/properties/accessTypes/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!((data1 === "PRIVATE") || (data1 === "PUBLIC"))){
const err2 = {instancePath:instancePath+"/accessTypes/" + i0,schemaPath:"#/properties/accessTypes/items/enum",keyword:"enum",params:{allowedValues: schema47.properties.accessTypes.items.enum}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath:instancePath+"/accessTypes",schemaPath:"#/properties/accessTypes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate102.errors = vErrors;
return errors === 0;
}


function validate97(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.portName === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "portName"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "portName") || (key0 === "healthCheck")) || (key0 === "filters"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.portName !== undefined){
if(typeof data.portName !== "string"){
const err2 = {instancePath:instancePath+"/portName",schemaPath:"#/properties/portName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.healthCheck !== undefined){
if(!(validate98(data.healthCheck, {instancePath:instancePath+"/healthCheck",parentData:data,parentDataProperty:"healthCheck",rootData}))){
vErrors = vErrors === null ? validate98.errors : vErrors.concat(validate98.errors);
errors = vErrors.length;
}
}
if(data.filters !== undefined){
if(!(validate102(data.filters, {instancePath:instancePath+"/filters",parentData:data,parentDataProperty:"filters",rootData}))){
vErrors = vErrors === null ? validate102.errors : vErrors.concat(validate102.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate97.errors = vErrors;
return errors === 0;
}

const schema48 = {"type":"object","properties":{"metricConfigurations":{"type":"array","items":{"$ref":"#/definitions/MetricConfiguration"}}},"required":[],"additionalProperties":false};
const schema49 = {"type":"object","properties":{"metricNames":{"type":"array","items":{"type":"string"}},"resolutionSeconds":{"type":"integer"}},"required":["metricNames","resolutionSeconds"],"additionalProperties":false};

function validate106(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metricNames === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metricNames"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.resolutionSeconds === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "resolutionSeconds"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "metricNames") || (key0 === "resolutionSeconds"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.metricNames !== undefined){
let data0 = data.metricNames;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
const err3 = {instancePath:instancePath+"/metricNames/" + i0,schemaPath:"#/properties/metricNames/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath:instancePath+"/metricNames",schemaPath:"#/properties/metricNames/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.resolutionSeconds !== undefined){
let data2 = data.resolutionSeconds;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err5 = {instancePath:instancePath+"/resolutionSeconds",schemaPath:"#/properties/resolutionSeconds/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate106.errors = vErrors;
return errors === 0;
}


function validate105(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "metricConfigurations")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.metricConfigurations !== undefined){
let data0 = data.metricConfigurations;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(!(validate106(data0[i0], {instancePath:instancePath+"/metricConfigurations/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate106.errors : vErrors.concat(validate106.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath:instancePath+"/metricConfigurations",schemaPath:"#/properties/metricConfigurations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate105.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema6.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
const err1 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.cluster !== undefined){
if(typeof data.cluster !== "string"){
const err2 = {instancePath:instancePath+"/cluster",schemaPath:"#/properties/cluster/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.serviceName !== undefined){
if(typeof data.serviceName !== "string"){
const err3 = {instancePath:instancePath+"/serviceName",schemaPath:"#/properties/serviceName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.taskDefinition !== undefined){
if(typeof data.taskDefinition !== "string"){
const err4 = {instancePath:instancePath+"/taskDefinition",schemaPath:"#/properties/taskDefinition/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.availabilityZoneRebalancing !== undefined){
let data4 = data.availabilityZoneRebalancing;
if(typeof data4 !== "string"){
const err5 = {instancePath:instancePath+"/availabilityZoneRebalancing",schemaPath:"#/properties/availabilityZoneRebalancing/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!((data4 === "DISABLED") || (data4 === "ENABLED"))){
const err6 = {instancePath:instancePath+"/availabilityZoneRebalancing",schemaPath:"#/properties/availabilityZoneRebalancing/enum",keyword:"enum",params:{allowedValues: schema6.properties.availabilityZoneRebalancing.enum}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.loadBalancers !== undefined){
let data5 = data.loadBalancers;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
if(!(validate22(data5[i0], {instancePath:instancePath+"/loadBalancers/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath:instancePath+"/loadBalancers",schemaPath:"#/properties/loadBalancers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.serviceRegistries !== undefined){
let data7 = data.serviceRegistries;
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
if(!(validate26(data7[i1], {instancePath:instancePath+"/serviceRegistries/" + i1,parentData:data7,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
}
else {
const err8 = {instancePath:instancePath+"/serviceRegistries",schemaPath:"#/properties/serviceRegistries/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.desiredCount !== undefined){
let data9 = data.desiredCount;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err9 = {instancePath:instancePath+"/desiredCount",schemaPath:"#/properties/desiredCount/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.clientToken !== undefined){
if(typeof data.clientToken !== "string"){
const err10 = {instancePath:instancePath+"/clientToken",schemaPath:"#/properties/clientToken/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.launchType !== undefined){
let data11 = data.launchType;
if(typeof data11 !== "string"){
const err11 = {instancePath:instancePath+"/launchType",schemaPath:"#/properties/launchType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!((((data11 === "EC2") || (data11 === "EXTERNAL")) || (data11 === "FARGATE")) || (data11 === "MANAGED_INSTANCES"))){
const err12 = {instancePath:instancePath+"/launchType",schemaPath:"#/properties/launchType/enum",keyword:"enum",params:{allowedValues: schema6.properties.launchType.enum}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.capacityProviderStrategy !== undefined){
let data12 = data.capacityProviderStrategy;
if(Array.isArray(data12)){
const len2 = data12.length;
for(let i2=0; i2<len2; i2++){
if(!(validate28(data12[i2], {instancePath:instancePath+"/capacityProviderStrategy/" + i2,parentData:data12,parentDataProperty:i2,rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
}
else {
const err13 = {instancePath:instancePath+"/capacityProviderStrategy",schemaPath:"#/properties/capacityProviderStrategy/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.platformVersion !== undefined){
if(typeof data.platformVersion !== "string"){
const err14 = {instancePath:instancePath+"/platformVersion",schemaPath:"#/properties/platformVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.role !== undefined){
if(typeof data.role !== "string"){
const err15 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.deploymentConfiguration !== undefined){
if(!(validate30(data.deploymentConfiguration, {instancePath:instancePath+"/deploymentConfiguration",parentData:data,parentDataProperty:"deploymentConfiguration",rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.placementConstraints !== undefined){
let data17 = data.placementConstraints;
if(Array.isArray(data17)){
const len3 = data17.length;
for(let i3=0; i3<len3; i3++){
if(!(validate48(data17[i3], {instancePath:instancePath+"/placementConstraints/" + i3,parentData:data17,parentDataProperty:i3,rootData}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/placementConstraints",schemaPath:"#/properties/placementConstraints/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.placementStrategy !== undefined){
let data19 = data.placementStrategy;
if(Array.isArray(data19)){
const len4 = data19.length;
for(let i4=0; i4<len4; i4++){
if(!(validate50(data19[i4], {instancePath:instancePath+"/placementStrategy/" + i4,parentData:data19,parentDataProperty:i4,rootData}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
}
}
else {
const err17 = {instancePath:instancePath+"/placementStrategy",schemaPath:"#/properties/placementStrategy/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.networkConfiguration !== undefined){
if(!(validate52(data.networkConfiguration, {instancePath:instancePath+"/networkConfiguration",parentData:data,parentDataProperty:"networkConfiguration",rootData}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
}
if(data.healthCheckGracePeriodSeconds !== undefined){
let data22 = data.healthCheckGracePeriodSeconds;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err18 = {instancePath:instancePath+"/healthCheckGracePeriodSeconds",schemaPath:"#/properties/healthCheckGracePeriodSeconds/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.schedulingStrategy !== undefined){
let data23 = data.schedulingStrategy;
if(typeof data23 !== "string"){
const err19 = {instancePath:instancePath+"/schedulingStrategy",schemaPath:"#/properties/schedulingStrategy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!((data23 === "DAEMON") || (data23 === "REPLICA"))){
const err20 = {instancePath:instancePath+"/schedulingStrategy",schemaPath:"#/properties/schedulingStrategy/enum",keyword:"enum",params:{allowedValues: schema6.properties.schedulingStrategy.enum}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.deploymentController !== undefined){
if(!(validate56(data.deploymentController, {instancePath:instancePath+"/deploymentController",parentData:data,parentDataProperty:"deploymentController",rootData}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
let data25 = data.tags;
if(Array.isArray(data25)){
const len5 = data25.length;
for(let i5=0; i5<len5; i5++){
if(!(validate58(data25[i5], {instancePath:instancePath+"/tags/" + i5,parentData:data25,parentDataProperty:i5,rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
}
else {
const err21 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.enableECSManagedTags !== undefined){
if(typeof data.enableECSManagedTags !== "boolean"){
const err22 = {instancePath:instancePath+"/enableECSManagedTags",schemaPath:"#/properties/enableECSManagedTags/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.propagateTags !== undefined){
let data28 = data.propagateTags;
if(typeof data28 !== "string"){
const err23 = {instancePath:instancePath+"/propagateTags",schemaPath:"#/properties/propagateTags/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!(((data28 === "NONE") || (data28 === "SERVICE")) || (data28 === "TASK_DEFINITION"))){
const err24 = {instancePath:instancePath+"/propagateTags",schemaPath:"#/properties/propagateTags/enum",keyword:"enum",params:{allowedValues: schema6.properties.propagateTags.enum}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.enableExecuteCommand !== undefined){
if(typeof data.enableExecuteCommand !== "boolean"){
const err25 = {instancePath:instancePath+"/enableExecuteCommand",schemaPath:"#/properties/enableExecuteCommand/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.serviceConnectConfiguration !== undefined){
if(!(validate60(data.serviceConnectConfiguration, {instancePath:instancePath+"/serviceConnectConfiguration",parentData:data,parentDataProperty:"serviceConnectConfiguration",rootData}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data.volumeConfigurations !== undefined){
let data31 = data.volumeConfigurations;
if(Array.isArray(data31)){
const len6 = data31.length;
for(let i6=0; i6<len6; i6++){
if(!(validate86(data31[i6], {instancePath:instancePath+"/volumeConfigurations/" + i6,parentData:data31,parentDataProperty:i6,rootData}))){
vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors);
errors = vErrors.length;
}
}
}
else {
const err26 = {instancePath:instancePath+"/volumeConfigurations",schemaPath:"#/properties/volumeConfigurations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.vpcLatticeConfigurations !== undefined){
let data33 = data.vpcLatticeConfigurations;
if(Array.isArray(data33)){
const len7 = data33.length;
for(let i7=0; i7<len7; i7++){
if(!(validate93(data33[i7], {instancePath:instancePath+"/vpcLatticeConfigurations/" + i7,parentData:data33,parentDataProperty:i7,rootData}))){
vErrors = vErrors === null ? validate93.errors : vErrors.concat(validate93.errors);
errors = vErrors.length;
}
}
}
else {
const err27 = {instancePath:instancePath+"/vpcLatticeConfigurations",schemaPath:"#/properties/vpcLatticeConfigurations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.gatewayConnectors !== undefined){
let data35 = data.gatewayConnectors;
if(Array.isArray(data35)){
const len8 = data35.length;
for(let i8=0; i8<len8; i8++){
if(!(validate97(data35[i8], {instancePath:instancePath+"/gatewayConnectors/" + i8,parentData:data35,parentDataProperty:i8,rootData}))){
vErrors = vErrors === null ? validate97.errors : vErrors.concat(validate97.errors);
errors = vErrors.length;
}
}
}
else {
const err28 = {instancePath:instancePath+"/gatewayConnectors",schemaPath:"#/properties/gatewayConnectors/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.monitoring !== undefined){
if(!(validate105(data.monitoring, {instancePath:instancePath+"/monitoring",parentData:data,parentDataProperty:"monitoring",rootData}))){
vErrors = vErrors === null ? validate105.errors : vErrors.concat(validate105.errors);
errors = vErrors.length;
}
}
}
else {
const err29 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
