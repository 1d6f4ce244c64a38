import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.BatchNorm2d(1, eps=0.01)
        self.l1 = nn.Conv2d(1, 5, (3, 1), stride=1, padding=0, bias=False, dilation=2)
        self.l2 = nn.ReflectionPad2d((0, 1, 2, 1))
        self.l3 = nn.PReLU(5)
        self.l4 = nn.CELU(1.5)
        self.l5 = nn.ELU(0.7)
        self.l6 = nn.Linear(10, 6)
        self.l7 = nn.Tanh()
        self.l8 = nn.Linear(6, 4)
        self.l9 = nn.Softmax(dim=1)

    def forward(self, x):
        x0 = self.l0(x)
        x1 = self.l1(x0)
        x2 = self.l2(x1)
        x3 = torch.sigmoid(x2)
        x4 = F.dropout(x3, 0.5, self.training)
        x5 = self.l3(x4)
        x6 = self.l4(x5)
        x7 = torch.cat([x4, x6], 1)
        x8 = self.l5(x7)
        x9 = x8.mean(dim=(2, 3))
        x10 = self.l6(x9)
        x11 = self.l7(x10)
        x12 = self.l8(x11)
        x13 = self.l9(x12)
        return x13
